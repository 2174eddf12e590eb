using BotQA.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>The real server on a free port of this computer, with a folder of one document.</summary>
public sealed class ChatHost : IAsyncLifetime
{
    /// <summary>A sentence of the document.</summary>
    public const string Quote = "The lighthouse of Skarholm was built in 1874 by the engineer Ingrid Solberg.";

    /// <summary>A question that the sentence answers.</summary>
    public const string Question = "Who built the lighthouse of Skarholm?";

    private const string Text =
        $"# The Skarholm lighthouse\n\n{Quote} Its lamp can be seen from 22 nautical miles away.\n\n"
        + "The keeper's house burned down in 1911 and was rebuilt in brick. Visitors may climb the tower on Sundays from May to September.\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("botqa-e2e-");
    private WebApplication? _application;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application!.Urls.First());

    /// <summary>Starts the server and waits until it can answer.</summary>
    public async ValueTask InitializeAsync()
    {
        var knowledge = _folder.CreateSubdirectory("knowledge").FullName;
        await File.WriteAllTextAsync(Path.Combine(knowledge, "skarholm.md"), Text);
        _application = BotQAServer.Create(new BotQAServerOptions
        {
            KnowledgePath = knowledge,
            Urls = "http://127.0.0.1:0",
            Configure = builder =>
            {
                builder.Logging.SetMinimumLevel(LogLevel.Warning);
                builder.Configuration["Feedback:Path"] = Path.Combine(_folder.FullName, "feedback.db");
            },
        });
        await _application.StartAsync();
        var settled = await _application.Services.GetRequiredService<KnowledgeState>().Settled;
        Assert.True(settled.IsReady, settled.Failure);
    }

    /// <summary>Ends the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
