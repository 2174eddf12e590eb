using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BotQA.Tests.Support;

/// <summary>A Redis server of its own on a free loopback port. Where there is none, tests are skipped, unless BOTQA_E2E is <c>required</c>.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/redis-server", "/usr/local/bin/redis-server"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _port = FreePort();
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    /// <summary>Where it listens.</summary>
    public string Address => $"127.0.0.1:{_port}";

    /// <summary>Starts it, empty, and waits until it can be reached.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Array.Find(Places, File.Exists) is not { } executable)
        {
            Assert.SkipUnless(
                Environment.GetEnvironmentVariable("BOTQA_E2E") == "required",
                $"No Redis at {string.Join(", ", Places)}. Install one, for example with apt-get install redis-server.");
            Assert.Fail($"BOTQA_E2E is 'required', but there is no Redis at {string.Join(", ", Places)}.");
            return;
        }

        _process = Process.Start(new ProcessStartInfo(
            executable, ["--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder.Path])
        {
            RedirectStandardOutput = true,
        });
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        while (!await IsListeningAsync(timeout.Token))
        {
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }

    /// <summary>Ends it, as a crash would.</summary>
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

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
