using System.Diagnostics;
using System.Globalization;
using System.Net;
using BotQA.Tests.Processes;

namespace BotQA.Tests.Postgres;

/// <summary>
/// A PostgreSQL with pgvector and pg_textsearch in a process of Node.js, whose connections take turns at one session. It starts when its connection string is
/// first asked for. Where its packages aren't installed, tests are skipped, unless BOTQA_E2E is <c>required</c>.
/// </summary>
public class PgliteServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly int _port = FreePort.On(IPAddress.Loopback);
    private TestProcess? _process;

    /// <summary>The extensions that it is not to have.</summary>
    protected virtual string[] Missing => [];

    /// <summary>The connection string; an empty database of its own for each name.</summary>
    /// <param name="schema">The schema of its tables.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<string> ConnectionStringAsync(string schema, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        await _turn.WaitAsync(timeout.Token);
        try
        {
            _process ??= await StartAsync(timeout.Token);
        }
        finally
        {
            _turn.Release();
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;SSL Mode=Disable;Pooling=false;Command Timeout=120;Timeout=60;Search Path={schema}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _turn.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<TestProcess> StartAsync(CancellationToken cancellationToken)
    {
        var folder = FindFolder();
        var process = new TestProcess(new ProcessStartInfo("node", [Path.Combine(folder, "server.mjs"), _port.ToString(CultureInfo.InvariantCulture), .. Missing])
        {
            WorkingDirectory = folder,

            // It ends when its input does, and so with this process.
            RedirectStandardInput = true,
        });
        await process.ReachedAsync(_ => Task.FromResult(process.Output.StartsWith("ready", StringComparison.Ordinal)), cancellationToken);
        return process;
    }

    private static string FindFolder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "BotQA.sln")))
        {
            root = root.Parent;
        }

        var folder = Path.Combine(root?.FullName ?? "", "tests", "Pglite");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Prerequisite.IsMissing("PGlite isn't installed: run npm ci --ignore-scripts in tests/Pglite.");
        }

        return folder;
    }
}
