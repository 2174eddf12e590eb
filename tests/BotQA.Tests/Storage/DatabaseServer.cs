using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BotQA.Knowledge.Embeddings;
using BotQA.Tests.Support;
using BotQA.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotQA.Tests.Storage;

/// <summary>A server in this process whose knowledge base is in PostgreSQL.</summary>
internal sealed class DatabaseServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _files;
    private readonly WebApplication _app;

    private DatabaseServer(TemporaryFolder files, WebApplication app)
    {
        _files = files;
        _app = app;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it, with what is not the knowledge base in memory.</summary>
    /// <param name="knowledge">The folder of documents.</param>
    /// <param name="database">The connection string.</param>
    /// <param name="encoder">The model; null for the embedded one.</param>
    /// <param name="settings">More settings.</param>
    public static async Task<DatabaseServer> StartAsync(
        TemporaryFolder knowledge, string database, IPassageEncoder? encoder = null, params (string Name, string Value)[] settings)
    {
        var files = new TemporaryFolder();
        var app = BotQAServer.Create(new BotQAServerOptions
        {
            KnowledgePath = knowledge.Path,
            Configure = builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Storage:Provider"] = "postgres",
                    ["Storage:State"] = "memory",
                    ["Storage:ConnectionString"] = database,
                    ["Answering:Reader"] = "false",
                    ["Indexing:SettlingTime"] = "00:00:00",
                    ["Indexing:SweepInterval"] = "00:00:01",
                    ["Bot:Inbox:Path"] = Path.Combine(files.Path, "inbox"),
                    ["Feedback:Path"] = Path.Combine(files.Path, "feedback.db"),
                });
                builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));
                builder.Logging.ClearProviders();
                if (encoder is not null)
                {
                    builder.Services.AddSingleton(encoder);
                }
            },
        });
        await app.StartAsync(Cancellation);
        return new DatabaseServer(files, app);
    }

    /// <summary>Asks a question, and gives the status with the text of the answer or what is said instead.</summary>
    public async Task<(HttpStatusCode Status, string Text)> AskAsync(string question)
    {
        using var response = await _app.GetTestClient().PostAsJsonAsync("/api/ask", new { question }, Cancellation).WaitAsync(Patience, Cancellation);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return (response.StatusCode, body.GetProperty(response.IsSuccessStatusCode ? "text" : "detail").GetString()!);
    }

    /// <summary>Waits until the server says that it is in a state.</summary>
    public Task UntilAsync(HttpStatusCode code, string status) => UntilAsync(async () =>
    {
        using var response = await _app.GetTestClient().GetAsync("/healthz/ready", Cancellation);
        return response.StatusCode == code && (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("status").GetString() == status;
    });

    /// <summary>Asks until the answer holds a text.</summary>
    public Task UntilAnswerAsync(string question, string text) =>
        UntilAsync(async () => (await AskAsync(question)).Text.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        timeout.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _files.Dispose();
    }
}
