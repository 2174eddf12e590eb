using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BotQA.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of its own on a free loopback port, without pgvector. A class fixture that starts with the first database asked
/// for. Where PostgreSQL isn't installed, tests are skipped, unless BOTQA_E2E is <c>required</c>.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private static readonly string[] Places = ["/usr/lib/postgresql", "/usr/local", "/usr", "/opt/homebrew"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<string> _log = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly int _port = FreePort();
    private string? _folder;
    private string? _programs;
    private Process? _server;
    private int _databases;

    /// <summary>What it wrote on standard error.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Creates an empty database and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString(User) + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionString(name);
    }

    /// <summary>Starts it, again on the same port with the same databases where it was stopped, and waits until it can be reached.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        await _turn.WaitAsync(timeout.Token);
        try
        {
            if (_server is null)
            {
                _programs ??= FindPrograms();
                _folder ??= await CreateClusterAsync(_programs, timeout.Token);
                _server = Start(
                    Path.Combine(_programs, "postgres"), _folder,
                    ["-D", Path.Combine(_folder, "data"), "-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-k", "", "-c", "fsync=off", "-c", "max_connections=200"]);
                await WaitUntilReachedAsync(timeout.Token);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops it: connections are closed, and new ones refused.</summary>
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            // SIGINT, PostgreSQL's fast shutdown: what Process.Kill sends leaves its children behind.
            using var kill = Process.Start("kill", ["-INT", _server.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync().WaitAsync(Patience);
            await _server.WaitForExitAsync().WaitAsync(Patience);
            _server.Dispose();
            _server = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        NpgsqlConnection.ClearAllPools();
        _turn.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<string> CreateClusterAsync(string programs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("botqa-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            using var own = Process.Start("chown", [User, folder]);
            await own.WaitForExitAsync(cancellationToken);
        }

        using var initialise = Start(
            Path.Combine(programs, "initdb"), folder, ["-D", Path.Combine(folder, "data"), "-A", "trust", "-U", User, "-E", "UTF8", "--locale=C", "--no-sync"]);
        await initialise.WaitForExitAsync(cancellationToken);
        Assert.True(initialise.ExitCode == 0, $"initdb failed: {Log}");
        return folder;
    }

    // PostgreSQL refuses to be run by root.
    private Process Start(string program, string folder, string[] arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string FindPrograms()
    {
        var found = Places
            .Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateDirectories(place).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).Append(Path.Combine(place, "bin")))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
        if (found is null)
        {
            var reason = $"No PostgreSQL below {string.Join(", ", Places)}. Install one, for example with apt-get install postgresql.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("BOTQA_E2E") == "required", reason);
            Assert.Fail($"BOTQA_E2E is 'required'. {reason}");
        }

        return found!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string ConnectionString(string database) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username={User};Database={database}");

    private async Task WaitUntilReachedAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString(User) + ";Pooling=false");
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException) when (_server is { HasExited: false })
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }
}
