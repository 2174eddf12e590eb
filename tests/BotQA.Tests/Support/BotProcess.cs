using System.Diagnostics;
using System.Net;
using System.Text;
using BotQA.Tests.Processes;

namespace BotQA.Tests.Support;

/// <summary>The built program as a process of its own, serving on a free loopback port that it keeps over restarts.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly int _port = FreePort.On(IPAddress.Loopback);
    private readonly string _knowledge;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly HttpClient _client = new() { Timeout = Patience };
    private readonly List<TestProcess> _started = [];
    private TestProcess? _process;

    /// <param name="folder">Where the process keeps what it writes; a restart finds it there.</param>
    /// <param name="knowledge">The folder of documents.</param>
    /// <param name="settings">Settings by their names.</param>
    public BotProcess(TemporaryFolder folder, string knowledge, IReadOnlyDictionary<string, string?>? settings = null)
    {
        _knowledge = knowledge;
        _settings = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            ["Bot:Authentication:AllowAnonymous"] = "true",
            ["Bot:Inbox:Path"] = Path.Combine(folder.Path, "inbox"),
            ["Feedback:Path"] = Path.Combine(folder.Path, "feedback.db"),
            ["Indexing:Path"] = Path.Combine(folder.Path, "index"),
            ["Answering:Reader"] = "false",
            ["Logging:LogLevel:Default"] = "Warning",
        };
    }

    /// <summary>What the process printed so far, before restarts too.</summary>
    public string Output => string.Join('\n', _started.Select(process => process.Output));

    private Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Starts the process and waits until it takes requests, or with <paramref name="ready"/> until it can answer.</summary>
    public async Task StartAsync(bool ready = true)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "botqa.dll"), "serve", "--knowledge", _knowledge, "--urls", Address.ToString()]);
        foreach (var (name, value) in _settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = new TestProcess(start);
        _started.Add(_process);
        await _process.ReachedAsync(limit => AnswersAsync(ready ? "/healthz/ready" : "/healthz/live", limit), CancellationToken.None);
    }

    /// <summary>Posts an activity.</summary>
    /// <returns>The status, or null when the process died meanwhile; and what the Retry-After header asks for.</returns>
    public async Task<(HttpStatusCode? Status, TimeSpan? RetryAfter)> PostAsync(string activity, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(activity, Encoding.UTF8, "application/json");
            using var response = await _client.PostAsync(new Uri(Address, "/api/messages"), content, cancellationToken);
            return (response.StatusCode, response.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException)
        {
            return (null, null);
        }
    }

    /// <summary>Ends the process with SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    /// <summary>Asks the process to end, and waits until it has finished what it accepted.</summary>
    public async Task StopAsync()
    {
        await _process!.EndAsync("TERM");
        await KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _client.Dispose();
    }

    private async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(Address, path), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
