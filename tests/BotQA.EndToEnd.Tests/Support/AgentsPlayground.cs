using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using BotQA.Tests.Processes;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>
/// The Microsoft 365 Agents Playground, as it presents itself to a bot in Teams. Each one has a personal chat of its own, and records its
/// traffic. It ends with the test that started it.
/// </summary>
internal sealed class AgentsPlayground : IAsyncDisposable
{
    private const int Attempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("botqa-playground-");
    private readonly Process _process;

    private AgentsPlayground(Uri bot, int port)
    {
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}/"));
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("node")
            {
                // It writes its records below the folder that it is started in.
                WorkingDirectory = _folder.FullName,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["TEAMSAPPTESTER_BROWSER"] = "none" },
                ArgumentList =
                {
                    "--require", Path.Combine(TestFolders.Clients, "end-with-parent.cjs"),
                    Path.Combine(TestFolders.Clients, "node_modules/@microsoft/m365agentsplayground/cli.js"),
                    "start", "-e", new Uri(bot, "api/messages").AbsoluteUri, "-c", "msteams", "-p", port.ToString(CultureInfo.InvariantCulture), "--dt", "--er",
                },
            },
        };
    }

    /// <summary>The page.</summary>
    public Uri Address { get; }

    /// <summary>Starts it for a bot.</summary>
    /// <param name="bot">Where the bot listens.</param>
    public static async Task<AgentsPlayground> StartAsync(Uri bot)
    {
        for (var attempt = 1; ; attempt++)
        {
            // It listens on all addresses.
            var playground = new AgentsPlayground(bot, FreePort.On(IPAddress.Any));
            try
            {
                await playground.ListenAsync();
                return playground;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // Somebody else took the port in between.
                await playground.DisposeAsync();
            }
            catch
            {
                await playground.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>What the bot sent, in order, as soon as it is what a test waits for.</summary>
    /// <param name="isComplete">Says so.</param>
    /// <exception cref="TimeoutException">That never came.</exception>
    public async Task<IReadOnlyList<RecordedActivity>> SentByBotAsync(Func<IReadOnlyList<RecordedActivity>, bool> isComplete)
    {
        using var timer = new PeriodicTimer(PollInterval);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var sent = Records().Where(record => record.IsFromBot).ToList();
            if (isComplete(sent))
            {
                return sent;
            }

            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"The Playground recorded only: {string.Join("; ", sent)}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
        }
        catch (InvalidOperationException)
        {
            // It didn't start.
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    private async Task ListenAsync()
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new ConcurrentQueue<string>();
        void Read(object sender, DataReceivedEventArgs line)
        {
            output.Enqueue(line.Data ?? "");
            if (line.Data?.StartsWith("Listening on", StringComparison.Ordinal) == true)
            {
                listening.TrySetResult();
            }
        }

        _process.OutputDataReceived += Read;
        _process.ErrorDataReceived += Read;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var ended = _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(listening.Task, ended).WaitAsync(Patience, TestContext.Current.CancellationToken);
        if (!listening.Task.IsCompleted)
        {
            throw new InvalidOperationException($"The Playground ended at once: {string.Join('\n', output)}");
        }
    }

    private IEnumerable<RecordedActivity> Records()
    {
        var folder = new DirectoryInfo(Path.Combine(_folder.FullName, "devTools"));
        if (!folder.Exists || folder.EnumerateFiles("events_recording_*.log").FirstOrDefault() is not { } file)
        {
            yield break;
        }

        using var reader = new StreamReader(new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        foreach (var text in reader.ReadToEnd().Split("\n---", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (RecordedActivity.Read(text) is { } record)
            {
                yield return record;
            }
        }
    }
}
