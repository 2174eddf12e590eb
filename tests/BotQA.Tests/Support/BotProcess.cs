using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BotQA.Tests.Support;

/// <summary>The built program as a process of its own, serving on a free loopback port that it keeps over restarts.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly int _port = FreePort();
    private readonly string _knowledge;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly HttpClient _client = new() { Timeout = Patience };
    private Process? _process;

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

    /// <summary>What the process printed so far.</summary>
    public string Output => string.Join('\n', _output);

    private Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Starts the process and waits until it takes requests, or with <paramref name="ready"/> until it can answer.</summary>
    public async Task StartAsync(bool ready = true)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "botqa.dll"), "serve", "--knowledge", _knowledge, "--urls", Address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitAsync(ready ? "/healthz/ready" : "/healthz/live");
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
            _process.Kill();
            await _process.WaitForExitAsync().WaitAsync(Patience);
            _process.Dispose();
            _process = null;
        }
    }

    /// <summary>Asks the process to end, and waits until it has finished what it accepted.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _client.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitAsync(string path)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(PollInterval);
        while (!await AnswersAsync(path, timeout.Token))
        {
            Assert.False(_process!.HasExited, $"The program ended: {Output}");
            try
            {
                await timer.WaitForNextTickAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"The program didn't answer {path} within {Patience}: {Output}");
            }
        }
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
