using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BotQA.Tests.Processes;

namespace BotQA.Tests.Support;

/// <summary>A Redis server of its own on a free loopback port. Where there is none, tests are skipped, unless BOTQA_E2E is <c>required</c>.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/redis-server", "/usr/local/bin/redis-server"];

    private readonly int _port = FreePort.On(IPAddress.Loopback);
    private readonly TemporaryFolder _folder = new();
    private TestProcess? _process;

    /// <summary>Where it listens.</summary>
    public string Address => $"127.0.0.1:{_port}";

    /// <summary>Starts it, empty, and waits until it can be reached.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Array.Find(Places, File.Exists) is not { } executable)
        {
            Prerequisite.IsMissing($"No Redis at {string.Join(", ", Places)}. Install one, for example with apt-get install redis-server.");
            return;
        }

        _process = new TestProcess(new ProcessStartInfo(
            executable, ["--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder.Path]));
        await _process.ReachedAsync(IsListeningAsync, cancellationToken);
    }

    /// <summary>Ends it, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
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
