using BotQA.Knowledge.Embeddings;
using BotQA.Training.Data;
using BotQA.Training.Model;
using BotQA.Training.Tests.Support;
using BotQA.Training.Training;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.Training.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_StoppedAndResumed_GivesTheWeightsOfARunInOneGo()
    {
        Torch.SkipUnlessAvailable();
        Sample.WriteSquad(
            _folder.File("towns.json"),
            Sample.Towns().Questions.Select((q, i) => ($"Article {i}", q.Paragraph.Text, q.Text, q.Answers[0].Text)));

        Train("whole", TimeSpan.MaxValue);
        Train("parts", TimeSpan.FromMinutes(5));
        SafeTensors.Read(_folder.File("parts/checkpoint.safetensors"), out var stopped);
        Train("parts", TimeSpan.MaxValue);

        Assert.InRange(int.Parse(stopped["steps"], System.Globalization.CultureInfo.InvariantCulture), 1, 3);
        var whole = SafeTensors.Read(_folder.File("whole/checkpoint.safetensors"));
        var parts = SafeTensors.Read(_folder.File("parts/checkpoint.safetensors"));
        Assert.All(whole, t => Assert.Equal(t.Value.Values, parts[t.Key].Values));
        Assert.NotEqual(
            new ReaderModel(new EmbeddedModel()).Parameters[0].Snapshot().Values,
            whole["weight/" + new ReaderModel(new EmbeddedModel()).Parameters[0].Name].Values);
    }

    // Every look at the clock takes a minute.
    private void Train(string run, TimeSpan time)
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(1) };
        var options = new TrainingOptions
        {
            DataFolder = _folder.Path,
            Sets = [new TrainingSet("towns", "towns.json", 1)],
            Package = new EmbeddedModel(),
            OutputFolder = _folder.File(run),
            Limits = new TrainingLimits(Examples: 16, null, time == TimeSpan.MaxValue ? null : clock.Start + time),
            BatchSize = 4,
            Dropout = 0.1,
            Resume = true,
        };
        new Trainer(options, new TrainingLog(TextWriter.Null, clock, isTerminal: false), clock).Run(CancellationToken.None);
    }
}
