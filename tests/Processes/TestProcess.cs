using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace BotQA.Tests.Processes;

/// <summary>A program that a test runs. It is killed when this is disposed of, unless it has ended.</summary>
internal sealed class TestProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;

    /// <summary>Starts the program.</summary>
    public TestProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it printed so far, on standard output and standard error.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Waits until the program can be reached; fails where it ends instead or takes too long.</summary>
    public async Task ReachedAsync(Func<CancellationToken, Task<bool>> isReached, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var timer = new PeriodicTimer(PollInterval);
        try
        {
            while (!await isReached(limit.Token))
            {
                Assert.False(_process.HasExited, $"{_process.StartInfo.FileName} ended: {Output}");
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"{_process.StartInfo.FileName} couldn't be reached within {Patience}: {Output}");
        }
    }

    /// <summary>Waits until it has ended by itself, and gives its exit code.</summary>
    public async Task<int> EndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end by a signal, and waits until it has.</summary>
    /// <param name="signal">Such as <c>TERM</c>.</param>
    public async Task EndAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }
}
