using System.Diagnostics;
using System.Globalization;
using BotQA.Benchmarks.Embeddings;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Reading;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotQA.Benchmarks.Reading;

/// <summary>
/// Compares the reader in 8-bit integers with full precision in one run, in rounds that alternate so that whatever else the machine does
/// falls on both: eight passages a question, two threads.
/// </summary>
/// <remarks>Run with <c>dotnet run -c Release --project tests/BotQA.Benchmarks -- reader SQUAD-FILE</c>.</remarks>
internal static class ReaderThroughput
{
    private const int Rounds = 15;
    private const int QuestionsPerRound = 4;
    private const int PassagesPerQuestion = 8;
    private const int Threads = 2;

    public static int Run(string squadFile)
    {
        var squad = SquadFile.Read(squadFile);
        var questions = squad.Questions.Take(Rounds * QuestionsPerRound).Select(question => question.Text).ToList();
        var passages = squad.SampleParagraphs(Rounds * QuestionsPerRound * PassagesPerQuestion).Select(text => new ReaderPassage(text)).ToList();
        using var quantized = Load(quantized: true);
        using var full = Load(quantized: false);
        Measure(quantized, 0);
        Measure(full, 0);

        var seconds = (Quantized: new List<double>(), Full: new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            seconds.Quantized.Add(Measure(quantized, round));
            seconds.Full.Add(Measure(full, round));
        }

        var ratio = Statistics.Median(seconds.Full.Zip(seconds.Quantized, (slow, fast) => slow / fast));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{PassagesPerQuestion} passages a question, {Threads} threads, {Rounds} rounds: 8-bit {1000 * Statistics.Median(seconds.Quantized):f0} ms, full precision {1000 * Statistics.Median(seconds.Full):f0} ms a question; 8-bit is {ratio:f2} times as fast (median of rounds)"));
        return 0;

        double Measure(SpanReader reader, int round)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = round * QuestionsPerRound; i < (round + 1) * QuestionsPerRound; i++)
            {
                reader.Read(questions[i], passages.GetRange(i * PassagesPerQuestion, PassagesPerQuestion));
            }

            return Stopwatch.GetElapsedTime(started).TotalSeconds / QuestionsPerRound;
        }
    }

    private static SpanReader Load(bool quantized)
    {
        var model = new EmbeddedModel();
        return new SpanReader(
            model,
            WordPieceTokenizer.Load(model),
            Options.Create(new SpanReaderOptions { Quantized = quantized, Threads = Threads, TimeBudget = TimeSpan.FromMinutes(5) }),
            Options.Create(new EmbeddingOptions()),
            TimeProvider.System,
            NullLogger<SpanReader>.Instance);
    }
}
