using System.Diagnostics;
using System.Globalization;
using BotQA.Knowledge.Answering;

namespace BotQA.Benchmarks.Ingestion;

/// <summary>
/// 10,000 documents of 2 KB: time and peak memory of indexing them in a process of its own, then start, load and first answer of a second
/// process, which must not embed a chunk. Fails when a figure misses what is asked.
/// </summary>
internal static class ScaleTest
{
    private const double LargestPeakGigabytes = 1.5;
    private const double LongestRestartSeconds = 2;

    public static async Task<int> RunAsync(int documents)
    {
        var root = Directory.CreateTempSubdirectory("botqa-scale-").FullName;
        try
        {
            var folder = Path.Combine(root, "documents");
            new GeneratedDocuments(seed: 2).WriteTexts(folder, documents);
            Console.WriteLine("| | documents | chunks | embedded | ready after (s) | first answer after (s) | peak memory (GB) |");
            Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
            var built = await RunProcessAsync("indexing", folder, Path.Combine(root, "indexes"));
            var restarts = new List<Figures>();
            for (var i = 1; i <= 5; i++)
            {
                restarts.Add(await RunProcessAsync($"restart {i}", folder, Path.Combine(root, "indexes")));
            }

            var restart = Statistics.Median(restarts.Select(figures => figures.Ready));
            Console.WriteLine($"\nSnapshot: {new DirectoryInfo(Path.Combine(root, "indexes")).GetFiles("*.index")[0].Length / 1e6:N0} MB. Median restart: {restart:N2} s.");
            var isAsAsked = built.PeakGigabytes < LargestPeakGigabytes && restart < LongestRestartSeconds && restarts.TrueForAll(figures => figures.Embedded == 0);
            return isAsAsked ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>What the processes of its own do.</summary>
    public static async Task<int> RunOnceAsync(string folder, string indexes)
    {
        await using var host = new IngestionHost(indexes);
        var report = await host.Indexer.UpdateAsync(folder);
        var ready = SinceStart();
        await host.Get<IQuestionAnswerer>().AnswerAsync("When was the mill of Ostrand rebuilt?");
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Documents} {report.Chunks} {report.EmbeddedChunks} {ready:0.000} {SinceStart():0.000} {process.PeakWorkingSet64 / 1e9:0.000}"));
        return 0;
    }

    private static double SinceStart()
    {
        using var process = Process.GetCurrentProcess();
        return (DateTime.Now - process.StartTime).TotalSeconds;
    }

    private static async Task<Figures> RunProcessAsync(string name, string folder, string indexes)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ScaleTest).Assembly.Location, "ingestion-once", folder, indexes]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var values = output.Split(' ', StringSplitOptions.TrimEntries).Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray();
        Console.WriteLine($"| {name} | {values[0]:N0} | {values[1]:N0} | {values[2]:N0} | {values[3]:N2} | {values[4]:N2} | {values[5]:N2} |");
        return new Figures(values[2], values[3], values[5]);
    }

    private sealed record Figures(double Embedded, double Ready, double PeakGigabytes);
}
