using System.Globalization;
using System.Runtime;
using BotQA.Knowledge.Reading;
using BotQA.Training.Data;
using BotQA.Training.Evaluation;
using BotQA.Training.Model;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BotQA.Training.Training;

/// <summary>Trains a reader and writes its weights.</summary>
internal sealed class Trainer
{
    private const int StepsBetweenCollections = 50;
    private const long AllocatedBetweenCollections = 200L << 20;
    private const int LoggedEvery = 25;
    private const int EvaluatedPerSet = 50;
    private const int SampledForRanges = 96;
    private static readonly string[] EvaluatedSets = ["squad", "new_wiki"];

    private readonly TrainingOptions _options;
    private readonly TrainingLog _log;
    private readonly TimeProvider _time;

    public Trainer(TrainingOptions options, TrainingLog log, TimeProvider time)
    {
        _options = options;
        _log = log;
        _time = time;
    }

    private string ReaderPath => Path.Combine(_options.OutputFolder, ReaderFile.Name);

    private string CheckpointFile => Path.Combine(_options.OutputFolder, "checkpoint.safetensors");

    /// <summary>Runs to the end of the limits, or until cancelled; either way a checkpoint and the weights so far are written.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_options.OutputFolder);
        set_num_threads(1);
        var encoder = new TextEncoder(_options.Package);
        var corpus = Corpus.Load(_options.DataFolder, encoder, _options.Sets);
        var stream = new ExampleStream(corpus.Training, encoder, _options.Seed, _options.BatchSize);
        var model = new ReaderModel(_options.Package, seed: _options.Seed) { UsesBfloat16 = _options.UsesBfloat16 };
        var optimizer = new AdamW(model.Parameters, _options.AverageDecay, _options.Threads);
        var evaluator = new ReaderEvaluator(corpus.HeldOut.Where(s => EvaluatedSets.Contains(s.Name)), EvaluatedPerSet);
        _log.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{stream.Questions} training questions, {corpus.LeakedParagraphs} passages left out as leaks, {model.Parameters.Sum(p => p.Count)} trained numbers"));

        var start = _options.Resume && File.Exists(CheckpointFile)
            ? Checkpoint.Restore(CheckpointFile, optimizer, _options)
            : new Checkpoint(0, 0, 0, 0, _options.Seed, _options.BatchSize);
        var progress = new TrainingProgress(_options.Limits, _time, start.Progress, start.ActiveSeconds);
        var lastSaved = _time.GetTimestamp();
        var lastEvaluated = lastSaved;
        var resumed = start.MaxTokens;
        foreach (var examples in stream.Batches(optimizer.Steps, () => Interlocked.Exchange(ref resumed, 0) is > 0 and var tokens ? tokens : _options.MaxTokensAt(progress.Fraction)))
        {
            if (progress.IsOver || cancellationToken.IsCancellationRequested)
            {
                break;
            }

            Step(model, optimizer, examples, progress);
            if (_time.GetElapsedTime(lastSaved) > TimeSpan.FromMinutes(_options.CheckpointMinutes))
            {
                Save(optimizer, progress, stream.MaxTokens);
                lastSaved = _time.GetTimestamp();
            }

            if (_time.GetElapsedTime(lastEvaluated) > TimeSpan.FromMinutes(_options.EvaluationMinutes) && progress.Fraction < 0.95)
            {
                Evaluate(model, encoder, evaluator);
                lastEvaluated = _time.GetTimestamp();
                progress.SkipPause();
            }
        }

        Save(optimizer, progress, stream.MaxTokens);
        AddRanges(stream);
        Evaluate(model, encoder, evaluator);
    }

    private void Step(ReaderModel model, AdamW optimizer, IReadOnlyList<ReaderExample> examples, TrainingProgress progress)
    {
        CollectGarbageBetweenSteps(optimizer.Steps);
        var loss = Shards(examples).AsParallel().WithDegreeOfParallelism(_options.Threads).Sum(s => Backward(model, s, examples.Count));
        var rate = _options.RateAt(progress.Fraction);
        var norm = optimizer.Step(rate, _options.GradientClip);
        progress.Advance(optimizer.Steps * _options.BatchSize);
        _log.Step(loss, norm, examples.Count);
        if (optimizer.Steps % LoggedEvery == 0)
        {
            _log.Progress(optimizer.Steps, progress, rate);
        }
    }

    // TorchSharp lets a scalar be finalised before libtorch has read it, which ends the run when a collection falls between the two.
    private static void CollectGarbageBetweenSteps(int step)
    {
        var isCollectionOff = GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;
        if (isCollectionOff && step % StepsBetweenCollections == 0)
        {
            GC.EndNoGCRegion();
            isCollectionOff = false;
        }

        if (!isCollectionOff)
        {
            GC.Collect();
            GC.TryStartNoGCRegion(AllocatedBetweenCollections);
        }
    }

    // A thread works through its own part of the batch, so that threads wait for each other once a step rather than at every product.
    // Two parts give the same sum in either order; with more, rounding may differ from run to run.
    private IEnumerable<ReaderExample[]> Shards(IReadOnlyList<ReaderExample> examples) =>
        examples.Index().GroupBy(e => e.Index % _options.Threads, e => e.Item).Select(g => g.ToArray());

    // Adds the gradients of these examples' share of the batch's mean loss, and returns that share.
    private static double Backward(ReaderModel model, ReaderExample[] examples, int batchSize)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var batch = Batch.Of([.. examples.Select(e => e.Window)]);
        var logits = model.Forward(batch.Ids, batch.Types, batch.Mask);
        var starts = F.cross_entropy(logits.select(2, 0) + batch.Forbidden, tensor(examples.Select(e => (long)e.Start).ToArray()));
        var ends = F.cross_entropy(logits.select(2, 1) + batch.Forbidden, tensor(examples.Select(e => (long)e.End).ToArray()));
        var loss = (starts + ends) * (0.5 * examples.Length / batchSize);
        loss.backward();
        return loss.item<float>();
    }

    private void Save(AdamW optimizer, TrainingProgress progress, int maxTokens)
    {
        Checkpoint.Save(CheckpointFile, new Checkpoint(optimizer.Steps, progress.Fraction, progress.ActiveSeconds, maxTokens, _options.Seed, _options.BatchSize), optimizer);
        var hash = ReaderFile.Write(ReaderPath, optimizer.Averages);
        _log.Write($"saved after step {optimizer.Steps}: {ReaderFile.Name} SHA-256 {hash}");
    }

    private void AddRanges(ExampleStream stream)
    {
        var averages = SafeTensors.Read(ReaderPath).Values;
        var samples = stream.Batches(0, () => ReaderWindow.MaxTokens).SelectMany(b => b).Select(e => e.Window).Take(SampledForRanges);
        var ranges = InputRanges.Measure(new ReaderModel(_options.Package, ReaderPath), samples);
        var hash = ReaderFile.Write(ReaderPath, [.. averages, .. ranges]);
        _log.Write($"saved with input ranges: {ReaderFile.Name} SHA-256 {hash}");
    }

    private void Evaluate(ReaderModel model, TextEncoder encoder, ReaderEvaluator evaluator)
    {
        foreach (var report in evaluator.Evaluate(new TorchPredictor(model, encoder)))
        {
            _log.Write("eval " + report);
        }
    }
}
