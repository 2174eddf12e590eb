using BotQA.Knowledge.Reading;
using BotQA.Training.Data;

namespace BotQA.Training.Training;

/// <summary>Examples without labels from <see cref="QuestionPairs"/>, repeatable and in batches of like length.</summary>
internal static class UnlabelledExamples
{
    private const double WithAnswer = 0.75;
    private const int BatchesSorted = 50;

    /// <summary>Every question once, then again, each time among other sentences.</summary>
    public static IEnumerable<ReaderExample> Of(QuestionPairs pairs, TextEncoder encoder, int seed, int batchSize)
    {
        foreach (var round in Draws().Chunk(BatchesSorted * batchSize))
        {
            foreach (var example in round.AsParallel().AsOrdered().Select(d => Build(d.Pair, new Random(d.Seed))).AsSequential().OrderBy(e => e.Length))
            {
                yield return example;
            }
        }

        IEnumerable<(int Pair, int Seed)> Draws()
        {
            var random = new Random(seed);
            var order = Enumerable.Range(0, pairs.Count).ToArray();
            while (true)
            {
                random.Shuffle(order);
                foreach (var pair in order)
                {
                    yield return (pair, random.Next());
                }
            }
        }

        ReaderExample Build(int pair, Random draw)
        {
            var question = pairs.Draw(pair, draw.NextDouble() < WithAnswer, draw);
            var window = ReaderWindow.Create(encoder.Encode(question.Text).Ids, question.Paragraph.Encoded.Ids, firstToken: 0);
            return new ReaderExample(window, ReaderExample.Unlabelled, ReaderExample.Unlabelled);
        }
    }
}
