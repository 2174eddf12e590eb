using System.Diagnostics;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Ingestion.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotQA.Benchmarks.Ingestion;

/// <summary>How long it takes from saving a file to an answer from it, while a folder of 1,000 documents is watched. Fails above two seconds.</summary>
internal static class ChangeToAnswer
{
    private const int Changes = 20;
    private const int Documents = 1000;

    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync()
    {
        var root = Directory.CreateTempSubdirectory("botqa-change-").FullName;
        try
        {
            var folder = Path.Combine(root, "documents");
            new GeneratedDocuments(seed: 3).WriteTexts(folder, Documents);
            await using var host = new IngestionHost(Path.Combine(root, "indexes"));
            await host.Indexer.UpdateAsync(folder);
            using var ending = new CancellationTokenSource();
            var watching = WatchAsync(host, folder, ending.Token);
            var seconds = new List<double>();
            for (var i = 1; i <= Changes; i++)
            {
                seconds.Add(await MeasureAsync(host, folder, i));
            }

            await ending.CancelAsync();
            await watching.ContinueWith(_ => { }, TaskScheduler.Default);
            Console.WriteLine($"From saving a file to an answer from it, {Changes} times beside {Documents:N0} documents: median {Statistics.Median(seconds):N2} s, longest {seconds.Max():N2} s.");
            return seconds.Max() < Asked.TotalSeconds ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(IngestionHost host, string folder, int number)
    {
        var answerer = host.Get<IQuestionAnswerer>();
        var expected = $"{1000 + (7 * number)}";
        await File.WriteAllTextAsync(Path.Combine(folder, "comet.txt"), $"The comet of Tarvis was first seen in the year {expected} by a shepherd.");
        var saved = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(saved) < Patience)
        {
            var answer = await answerer.AnswerAsync("In which year was the comet of Tarvis first seen?");
            if (answer.Text.Contains(expected, StringComparison.Ordinal))
            {
                return Stopwatch.GetElapsedTime(saved).TotalSeconds;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"No answer from the change after {Patience}.");
    }

    // As the server does.
    private static async Task WatchAsync(IngestionHost host, string folder, CancellationToken cancellationToken)
    {
        var options = host.Get<IOptions<IngestionOptions>>().Value;
        using var watch = new FolderWatch(folder, TimeProvider.System, NullLogger.Instance);
        for (var wait = TimeSpan.Zero; ;)
        {
            await watch.WaitAsync(wait, cancellationToken);
            var report = await host.Indexer.FollowAsync(folder, cancellationToken);
            wait = report.Postponed > 0 ? options.SettlingTime / 2 : options.SweepInterval;
        }
    }
}
