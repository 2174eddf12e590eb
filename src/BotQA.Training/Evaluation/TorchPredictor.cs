using BotQA.Knowledge.Reading;
using BotQA.Training.Data;
using BotQA.Training.Model;
using BotQA.Training.Training;
using static TorchSharp.torch;

namespace BotQA.Training.Evaluation;

/// <summary>Answers with the model in training.</summary>
internal sealed class TorchPredictor(ReaderModel model, TextEncoder encoder) : ISpanPredictor
{
    private const int BatchSize = 24;

    public SpanPrediction?[] Predict(IReadOnlyList<(string Question, QaParagraph Paragraph)> pairs)
    {
        var best = new SpanPrediction?[pairs.Count];
        var windows = pairs.Select((p, i) => (Pair: i, Question: encoder.Encode(p.Question.Trim())))
            .SelectMany(p => ReaderWindow.Cover(p.Question.Ids, pairs[p.Pair].Paragraph.Encoded.Ids).Select(w => (p.Pair, Window: w)))
            .OrderBy(w => w.Window.Ids.Length)
            .ToList();
        using var noGradient = no_grad();
        foreach (var chunk in windows.Chunk(BatchSize))
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            var batch = Batch.Of([.. chunk.Select(c => c.Window)]);
            var logits = model.Forward(batch.Ids, batch.Types, batch.Mask).data<float>().ToArray();
            var width = logits.Length / chunk.Length;
            for (var i = 0; i < chunk.Length; i++)
            {
                var (pair, window) = chunk[i];
                var found = SpanDecoder.Best(window, logits.AsSpan(i * width, width));
                if (best[pair] is not { } earlier || found.Score > earlier.Score)
                {
                    best[pair] = new SpanPrediction(pairs[pair].Paragraph.Encoded.TextOf(new TokenSpan(found.First, found.Last)), found.SpanScore, found.NoAnswerScore);
                }
            }
        }

        return best;
    }
}
