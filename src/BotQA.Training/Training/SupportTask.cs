using System.Globalization;
using BotQA.Knowledge.Reading;
using BotQA.Training.Evaluation;
using BotQA.Training.Model;
using BotQA.Training.Statements;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BotQA.Training.Training;

/// <summary>
/// The support model: whether a passage supports a statement, told by the first token's two logits; and which of its words are wrong, told by
/// theirs, which isn't asked for later but teaches where to look.
/// </summary>
internal sealed class SupportTask : ITrainingTask
{
    private const int Evaluated = 400;
    private const int EvaluatedAtOnce = 20;
    private const int EvaluationSeed = 77;
    private const long Unknown = -100;

    // What it counts which words of a statement are wrong, beside whether it is supported.
    private const double TokenWeight = 0.5;

    private readonly SupportExamples _stream;
    private readonly List<ReaderExample> _heldOut;
    private readonly int _seed;
    private readonly int _batchSize;

    public SupportTask(SupportExamples training, SupportExamples heldOut, int seed, int batchSize)
    {
        _stream = training;
        _heldOut = [.. heldOut.Examples(EvaluationSeed, EvaluatedAtOnce).Take(Evaluated)];
        _seed = seed;
        _batchSize = batchSize;
    }

    public string FileName => "support.safetensors";

    public string Description => "statements";

    public int MaxTokens => ReaderWindow.MaxTokens;

    public IEnumerable<IReadOnlyList<ReaderExample>> Batches(int firstBatch, Func<int> maxTokens) =>
        _stream.Examples(_seed, _batchSize).Skip(firstBatch * _batchSize).Chunk(_batchSize);

    public Tensor Loss(Tensor logits, Batch batch, IReadOnlyList<ReaderExample> examples)
    {
        var loss = F.cross_entropy(logits.select(1, 0), tensor(examples.Select(e => (long)e.Start).ToArray()));
        var (labels, count) = StatementLabels(examples, (int)logits.shape[1]);
        return count == 0 ? loss : loss + (F.cross_entropy(logits.view(-1, 2), tensor(labels), ignore_index: Unknown, reduction: nn.Reduction.Sum) * (TokenWeight / count));
    }

    public IEnumerable<string> Evaluate(ReaderModel model)
    {
        var scores = _heldOut.Chunk(EvaluatedAtOnce).SelectMany(chunk => Scores(model, chunk)).ToList();
        double[] Of(int label) => [.. scores.Where((_, i) => _heldOut[i].Start == label)];
        var (supported, others) = (Of(SupportExamples.Supported), Of(0));
        var right = (supported.Count(s => s > 0) + others.Count(s => s <= 0)) / (double)scores.Count;
        yield return string.Create(
            CultureInfo.InvariantCulture, $"statements n {scores.Count} right {right:F3} AUROC {RankStatistics.Auroc(supported, others):F3}");
    }

    // The classes of the statements' tokens, which stand after [CLS], and how many are known.
    private static (long[] Labels, int Count) StatementLabels(IReadOnlyList<ReaderExample> examples, int width)
    {
        var labels = new long[examples.Count * width];
        Array.Fill(labels, Unknown);
        var count = 0;
        foreach (var (row, example) in examples.Index())
        {
            foreach (var (i, label) in (example.StatementLabels ?? []).Index())
            {
                labels[(row * width) + 1 + i] = label;
                count++;
            }
        }

        return (labels, count);
    }

    private static double[] Scores(ReaderModel model, ReaderExample[] examples)
    {
        using var noGradient = no_grad();
        using var scope = TorchSharp.torch.NewDisposeScope();
        var batch = Batch.Of([.. examples.Select(e => e.Window)]);
        var logits = model.Forward(batch.Ids, batch.Types, batch.Mask).select(1, 0).contiguous().data<float>().ToArray();
        return [.. Enumerable.Range(0, examples.Length).Select(i => (double)logits[(2 * i) + SupportExamples.Supported] - logits[2 * i])];
    }
}
