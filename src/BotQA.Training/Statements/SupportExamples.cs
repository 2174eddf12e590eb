using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Reading;
using BotQA.Training.Data;
using BotQA.Training.Training;

namespace BotQA.Training.Statements;

/// <summary>An endless, repeatable sequence of examples for the support model: a statement, a passage, and whether the passage supports it.</summary>
internal abstract class SupportExamples(TextEncoder encoder)
{
    /// <summary>The class of a statement that its passage supports; 0 is the other.</summary>
    public const int Supported = 1;

    private const int BatchesSorted = 50;

    /// <summary>A statement, its passage and whether that supports it, as text.</summary>
    public abstract (string Statement, string Passage, bool IsSupported) Draw(Random random);

    /// <summary>Two examples that are learnt from together.</summary>
    public virtual IEnumerable<(string Statement, string Passage, bool IsSupported)> DrawPair(Random random) => [Draw(random), Draw(random)];

    /// <summary>What is wrong with a statement, as spans of its text: nothing with a supported one; null where it isn't known.</summary>
    public virtual IReadOnlyList<TextSpan>? FaultsOf(string statement) => null;

    /// <summary>The sequence, in batches of like length; pairs stay together.</summary>
    public IEnumerable<ReaderExample> Examples(int seed, int batchSize)
    {
        var random = new Random(seed);
        while (true)
        {
            var seeds = Enumerable.Range(0, BatchesSorted * batchSize / 2).Select(_ => random.Next()).ToList();
            foreach (var pair in seeds.AsParallel().AsOrdered().Select(s => DrawPair(new Random(s)).Select(Build).ToList()).AsSequential().OrderBy(p => p.Max(e => e.Length)))
            {
                foreach (var example in pair)
                {
                    yield return example;
                }
            }
        }
    }

    /// <summary>A passage as the model sees it, below its title where it has one.</summary>
    protected static string Under(string title, string passage) => title.Length > 0 ? $"{title.Replace('_', ' ')}. {passage}" : passage;

    private ReaderExample Build((string Statement, string Passage, bool IsSupported) drawn)
    {
        var (statement, passage, isSupported) = drawn;
        var (asked, read) = (encoder.Encode(statement), encoder.Encode(passage));
        var window = ReaderWindow.Create(asked.Ids, read.Ids, firstToken: 0, ReaderWindow.MaxTokens, ReaderWindow.MaxStatementTokens);
        var label = isSupported ? Supported : 0;
        return new ReaderExample(window, label, label, FaultsOf(statement) is { } faults && isSupported == (faults.Count == 0) ? LabelsOf(asked, faults) : null);
    }

    private static List<long> LabelsOf(EncodedText statement, IReadOnlyList<TextSpan> faults) =>
        [.. Enumerable.Range(0, Math.Min(statement.Length, ReaderWindow.MaxStatementTokens))
            .Select(i => faults.Any(fault => fault.Start < statement.Ends[i] && statement.Starts[i] < fault.End) ? 0L : Supported)];
}
