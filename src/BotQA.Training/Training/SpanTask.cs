using BotQA.Training.Data;
using BotQA.Training.Evaluation;
using BotQA.Training.Model;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BotQA.Training.Training;

/// <summary>The reader: where the answer starts and ends, or that it isn't here.</summary>
internal sealed class SpanTask : ITrainingTask
{
    private const int EvaluatedPerSet = 50;
    private static readonly string[] EvaluatedSets = ["squad", "new_wiki"];

    private readonly ExampleStream _stream;
    private readonly ReaderEvaluator _evaluator;
    private readonly TextEncoder _encoder;

    public SpanTask(Corpus corpus, TextEncoder encoder, int seed, int batchSize)
    {
        _stream = new ExampleStream(corpus.Training, encoder, seed, batchSize);
        _evaluator = new ReaderEvaluator(corpus.HeldOut.Where(s => EvaluatedSets.Contains(s.Name)), EvaluatedPerSet);
        _encoder = encoder;
        Description = $"{_stream.Questions} training questions, {corpus.LeakedParagraphs} passages left out as leaks";
    }

    public string FileName => "reader.safetensors";

    public string Description { get; }

    public int MaxTokens => _stream.MaxTokens;

    public IEnumerable<IReadOnlyList<ReaderExample>> Batches(int firstBatch, Func<int> maxTokens) => _stream.Batches(firstBatch, maxTokens);

    public Tensor Loss(Tensor logits, Batch batch, IReadOnlyList<ReaderExample> examples)
    {
        var starts = F.cross_entropy(logits.select(2, 0) + batch.Forbidden, tensor(examples.Select(e => (long)e.Start).ToArray()));
        var ends = F.cross_entropy(logits.select(2, 1) + batch.Forbidden, tensor(examples.Select(e => (long)e.End).ToArray()));
        return (starts + ends) * 0.5;
    }

    public IEnumerable<string> Evaluate(ReaderModel model) => _evaluator.Evaluate(new TorchPredictor(model, _encoder)).Select(r => r.ToString());
}
