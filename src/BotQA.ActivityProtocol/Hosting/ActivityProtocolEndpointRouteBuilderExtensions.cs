using System.Diagnostics.CodeAnalysis;
using BotQA.ActivityProtocol.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the Activity Protocol.</summary>
public static class ActivityProtocolEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the endpoint that channels post activities to. It answers 202 and runs the turn afterwards; invokes and activities that expect
    /// replies are answered in the request. Refusals: 400 malformed, 401 not authenticated, 403 a service URL that isn't allowed, 405 another
    /// verb, 413 too long, 415 not JSON, 429 and 503 (with Retry-After) too much waiting, 501 an invoke that nothing handles.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route.</param>
    public static IEndpointConventionBuilder MapBotMessages(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/api/messages")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var endpoint = endpoints.ServiceProvider.GetRequiredService<BotMessagesEndpoint>();
        return endpoints.MapMethods(pattern, [HttpMethods.Post], async context => await (await endpoint.HandleAsync(context)).ExecuteAsync(context));
    }
}
