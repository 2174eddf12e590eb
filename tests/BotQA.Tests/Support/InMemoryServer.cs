using BotQA.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BotQA.Tests.Support;

/// <summary>The composed server, reached without a network, with what it keeps in a folder of the test's.</summary>
internal static class InMemoryServer
{
    /// <summary>Starts it.</summary>
    /// <param name="knowledge">The folder of documents.</param>
    /// <param name="kept">Where it keeps accepted messages, feedback and indexes.</param>
    /// <param name="configure">Changes the builder before BotQA's own services are added.</param>
    /// <param name="urls">Where the server is told that it listens.</param>
    public static async Task<WebApplication> StartAsync(string knowledge, TemporaryFolder kept, Action<WebApplicationBuilder> configure, string? urls = null)
    {
        var server = BotQAServer.Create(new BotQAServerOptions
        {
            KnowledgePath = knowledge,
            Urls = urls,
            Configure = builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Logging.ClearProviders();
                builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Bot:Inbox:Path"] = Path.Combine(kept.Path, "inbox"),
                    ["Feedback:Path"] = Path.Combine(kept.Path, "feedback.db"),
                    ["Indexing:Path"] = Path.Combine(kept.Path, "index"),
                });
                configure(builder);
            },
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
