using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Benchmarks.Hosting;

/// <summary>Kestrel on a free port of this computer, with nothing from the environment or from settings files.</summary>
internal static class LoopbackServer
{
    public static WebApplicationBuilder Create()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        return builder;
    }
}
