using BotQA.Training.Data;
using BotQA.Training.Model;
using BotQA.Training.Training;
using static TorchSharp.torch;

namespace BotQA.Training.Evaluation;

/// <summary>Answers questions from given passages.</summary>
internal sealed class SpanPredictor(ReaderModel model, TextEncoder encoder)
{
    private const int LongestAnswer = 30;
    private const int Stride = 128;
    private const int BatchSize = 24;

    /// <summary>The best answer of each pair, in their order; null for a passage without tokens.</summary>
    public SpanPrediction?[] Predict(IReadOnlyList<(string Question, QaParagraph Paragraph)> pairs)
    {
        var best = new SpanPrediction?[pairs.Count];
        var windows = pairs.Select((p, i) => (Pair: i, p.Paragraph.Encoded, Question: encoder.Encode(p.Question.Trim())))
            .SelectMany(p => Windows(p.Question, p.Encoded).Select(w => (p.Pair, Example: w)))
            .OrderBy(w => w.Example.Ids.Length)
            .ToList();
        using var noGradient = no_grad();
        foreach (var chunk in windows.Chunk(BatchSize))
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            var batch = Batch.Of([.. chunk.Select(c => c.Example)]);
            var logits = model.Forward(batch.Ids, batch.Types, batch.Mask).data<float>().ToArray();
            var width = logits.Length / chunk.Length;
            for (var i = 0; i < chunk.Length; i++)
            {
                var found = Decode(chunk[i].Example, logits.AsSpan(i * width, width));
                best[chunk[i].Pair] = best[chunk[i].Pair] is { } earlier && earlier.Score >= found.Score ? earlier : found;
            }
        }

        return best;
    }

    private static IEnumerable<ReaderExample> Windows(EncodedText question, EncodedText passage)
    {
        var room = ReaderExample.Room(question);
        for (var start = 0; start < passage.Length; start += Stride)
        {
            yield return ReaderExample.Of(question, passage, start, answer: null);
            if (start + room >= passage.Length)
            {
                yield break;
            }
        }
    }

    // Logits alternate: start, end, start, end, ...
    private static SpanPrediction Decode(ReaderExample example, ReadOnlySpan<float> logits)
    {
        var (best, bestStart, bestEnd) = (double.NegativeInfinity, example.PassageStart, example.PassageStart);
        for (var start = example.PassageStart; start < example.PassageEnd; start++)
        {
            var limit = Math.Min(example.PassageEnd, start + LongestAnswer);
            for (var end = start; end < limit; end++)
            {
                double score = logits[2 * start] + logits[(2 * end) + 1];
                if (score > best)
                {
                    (best, bestStart, bestEnd) = (score, start, end);
                }
            }
        }

        return new SpanPrediction(example.Passage.TextOf(example.PassageTokens(bestStart, bestEnd)), best, logits[0] + logits[1]);
    }
}
