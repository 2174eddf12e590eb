using System.Diagnostics;

namespace BotQA.Benchmarks.Starting;

/// <summary>A published <c>botqa</c>, run as its user runs it, with an index folder of its own.</summary>
internal sealed class PublishedBot(string program, string indexes)
{
    /// <summary>Starts a command.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["Indexing__Path"] = Path.GetFullPath(indexes);
        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end and gives what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"botqa {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
