using System.Runtime;
using BotQA.Knowledge.Reading;
using BotQA.Training.Data;
using BotQA.Training.Model;
using BotQA.Training.Statements;
using static TorchSharp.torch;

namespace BotQA.Training.Training;

/// <summary>Trains a model and writes its weights.</summary>
internal sealed class Trainer
{
    private const int StepsBetweenCollections = 50;
    private const long AllocatedBetweenCollections = 200L << 20;
    private const int LoggedEvery = 25;

    // No run is that long: the seeds of two runs never meet.
    private const long MaxSteps = 10_000_000;

    private readonly TrainingOptions _options;
    private readonly TrainingLog _log;
    private readonly TimeProvider _time;

    public Trainer(TrainingOptions options, TrainingLog log, TimeProvider time)
    {
        _options = options;
        _log = log;
        _time = time;
    }

    private string CheckpointFile => Path.Combine(_options.OutputFolder, "checkpoint.safetensors");

    /// <summary>Runs to the end of the limits, or until cancelled; either way a checkpoint and the weights so far are written.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_options.OutputFolder);
        set_num_threads(1);
        var task = Task();
        var model = new ReaderModel(_options.Package, _options.StartFrom, _options.Seed, hasNewHead: !_options.KeepsHead) { UsesBfloat16 = _options.UsesBfloat16 };
        var optimizer = new AdamW(model.Parameters, _options.AverageDecay, _options.Threads);
        _log.Write($"{task.Description}, {model.Parameters.Sum(p => p.Count)} trained numbers");

        var start = _options.Resume && File.Exists(CheckpointFile)
            ? Checkpoint.Restore(CheckpointFile, optimizer, _options)
            : new Checkpoint(0, 0, 0, 0, _options.Seed, _options.BatchSize);
        var progress = new TrainingProgress(_options.Limits, _time, start.Progress, start.ActiveSeconds);
        var lastSaved = _time.GetTimestamp();
        var lastEvaluated = lastSaved;
        var resumed = start.MaxTokens;
        foreach (var examples in task.Batches(optimizer.Steps, () => Interlocked.Exchange(ref resumed, 0) is > 0 and var tokens ? tokens : _options.MaxTokensAt(progress.Fraction)))
        {
            if (progress.IsOver || cancellationToken.IsCancellationRequested)
            {
                break;
            }

            Step(task, model, optimizer, examples, progress);
            if (_time.GetElapsedTime(lastSaved) > TimeSpan.FromMinutes(_options.CheckpointMinutes))
            {
                Save(task, optimizer, progress);
                lastSaved = _time.GetTimestamp();
            }

            if (_time.GetElapsedTime(lastEvaluated) > TimeSpan.FromMinutes(_options.EvaluationMinutes) && progress.Fraction < 0.95)
            {
                Evaluate(task, model);
                lastEvaluated = _time.GetTimestamp();
                progress.SkipPause();
            }
        }

        Save(task, optimizer, progress);
        AddRanges(task);
        Evaluate(task, model);
    }

    private void Step(ITrainingTask task, ReaderModel model, AdamW optimizer, IReadOnlyList<ReaderExample> examples, TrainingProgress progress)
    {
        CollectGarbageBetweenSteps(optimizer.Steps);
        var seed = (_options.Seed * MaxSteps) + optimizer.Steps;
        var loss = Shards(examples).Index().AsParallel().WithDegreeOfParallelism(_options.Threads)
            .Sum(s => Backward(task, model, s.Item, examples.Count, (seed * _options.Threads) + s.Index));
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
    private double Backward(ITrainingTask task, ReaderModel model, ReaderExample[] examples, int batchSize, long seed)
    {
        // This holds for the calling thread alone.
        set_num_threads(1);
        using var dropout = _options.Dropout > 0 ? new Dropout(_options.Dropout, seed) : null;
        using var scope = TorchSharp.torch.NewDisposeScope();
        var batch = Batch.Of([.. examples.Select(e => e.Window)]);
        var logits = model.Forward(batch.Ids, batch.Types, batch.Mask, dropout);
        var loss = task.Loss(logits, batch, examples) * (examples.Length / (double)batchSize);
        loss.backward();
        return loss.item<float>();
    }

    private void Save(ITrainingTask task, AdamW optimizer, TrainingProgress progress)
    {
        Checkpoint.Save(CheckpointFile, new Checkpoint(optimizer.Steps, progress.Fraction, progress.ActiveSeconds, task.MaxTokens, _options.Seed, _options.BatchSize), optimizer);
        var hash = ReaderFile.Write(WeightsPath(task), optimizer.Averages);
        _log.Write($"saved after step {optimizer.Steps}: {task.FileName} SHA-256 {hash}");
    }

    private void AddRanges(ITrainingTask task)
    {
        var averages = SafeTensors.Read(WeightsPath(task)).Values;
        var samples = task.Batches(0, () => ReaderWindow.MaxTokens).SelectMany(b => b).Select(e => e.Window).Take(InputRanges.Sampled);
        var ranges = InputRanges.Measure(new ReaderModel(_options.Package, WeightsPath(task)), samples);
        var hash = ReaderFile.Write(WeightsPath(task), [.. averages, .. ranges]);
        _log.Write($"saved with input ranges: {task.FileName} SHA-256 {hash}");
    }

    private void Evaluate(ITrainingTask task, ReaderModel model)
    {
        foreach (var report in task.Evaluate(model))
        {
            _log.Write("eval " + report);
        }
    }

    private string WeightsPath(ITrainingTask task) => Path.Combine(_options.OutputFolder, task.FileName);

    private ITrainingTask Task()
    {
        var encoder = new TextEncoder(_options.Package);
        var corpus = Corpus.Load(_options.DataFolder, encoder, _options.Sets);
        SupportExamples Support(bool heldOut) => ExampleSource.OpenSupport(_options.Kind, corpus, heldOut, encoder);
        return _options.Kind is ExampleSource.Statements or ExampleSource.Written or ExampleSource.Support
            ? new SupportTask(Support(heldOut: false), Support(heldOut: true), _options.Seed, _options.BatchSize)
            : new SpanTask(corpus, encoder, _options.Seed, _options.BatchSize);
    }
}
