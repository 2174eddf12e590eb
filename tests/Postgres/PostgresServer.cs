using System.Diagnostics;
using System.Globalization;
using System.Net;
using BotQA.Tests.Processes;
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

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly int _port = FreePort.On(IPAddress.Loopback);
    private string? _folder;
    private string? _programs;
    private TestProcess? _server;
    private int _databases;

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
                await _server.ReachedAsync(IsReachedAsync, timeout.Token);
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
            await _server.EndAsync("INT");
            await _server.DisposeAsync();
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

    private static async Task<string> CreateClusterAsync(string programs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("botqa-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            using var own = Process.Start("chown", [User, folder]);
            await own.WaitForExitAsync(cancellationToken);
        }

        await using var initialise = Start(
            Path.Combine(programs, "initdb"), folder, ["-D", Path.Combine(folder, "data"), "-A", "trust", "-U", User, "-E", "UTF8", "--locale=C", "--no-sync"]);
        Assert.True(await initialise.EndedAsync(cancellationToken) == 0, $"initdb failed: {initialise.Output}");
        return folder;
    }

    // PostgreSQL refuses to be run by root.
    private static TestProcess Start(string program, string folder, string[] arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = folder;
        return new TestProcess(start);
    }

    private static string FindPrograms()
    {
        var found = Places
            .Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateDirectories(place).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).Append(Path.Combine(place, "bin")))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
        if (found is null)
        {
            Prerequisite.IsMissing($"No PostgreSQL below {string.Join(", ", Places)}. Install one, for example with apt-get install postgresql.");
        }

        return found;
    }

    private string ConnectionString(string database) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username={User};Database={database}");

    private async Task<bool> IsReachedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString(User) + ";Pooling=false");
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
