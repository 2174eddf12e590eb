using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Sessions;
using BotQA.Knowledge.Reading;
using BotQA.Training.Model;
using BotQA.Training.Tests.Support;
using BotQA.Training.Training;
using Microsoft.Extensions.Logging.Abstractions;
using static TorchSharp.torch;

namespace BotQA.Training.Tests.Evaluation;

public sealed class EngineAgreementTests : IDisposable
{
    private static readonly string[] Passages =
    [
        "The abbey was founded in 1142 by monks from Clairvaux, who drained the marsh and planted vines on the southern slope.",
        "In chemistry, a catalyst makes a reaction faster without being used up; enzymes are the catalysts of living things.",
        "She sold the bicycle to a neighbour for forty euros and bought a second-hand cello, which she still plays on Sundays.",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, 0.003)]
    [InlineData(true, 0.06)]
    public void Run_TheFileAsWritten_GivesTheTrainedModelsLogits(bool quantized, double tolerance)
    {
        Torch.SkipUnlessAvailable();
        var file = _folder.File("reader.safetensors");
        var trained = new ReaderModel(new EmbeddedModel(), seed: 3);
        var windows = Passages.Select(p => ReaderWindow.Create(Sample.Encoder.Encode("Who founded the abbey?").Ids, Sample.Encoder.Encode(p).Ids, firstToken: 0)).ToList();
        ReaderFile.Write(file, [.. trained.Parameters.Select(p => p.Snapshot()), .. InputRanges.Measure(trained, windows)]);

        using var network = OnnxReaderNetwork.Load(new EmbeddedModel(), file, new GraphCache(_folder.File("cache"), NullLogger.Instance), quantized);

        foreach (var window in windows)
        {
            var expected = Logits(trained, window);
            var spread = expected.Max() - expected.Min();
            Assert.All(network.Run(window).Zip(expected), l => Assert.Equal(l.Second, l.First, tolerance * spread));
        }
    }

    [Fact]
    public void Forward_InBrainFloats_GivesNearlyTheLogitsOfSinglePrecision()
    {
        Torch.SkipUnlessAvailable();
        var exact = new ReaderModel(new EmbeddedModel(), seed: 3);
        var rounded = new ReaderModel(new EmbeddedModel(), seed: 3) { UsesBfloat16 = true };
        var window = ReaderWindow.Create(Sample.Encoder.Encode("Who founded the abbey?").Ids, Sample.Encoder.Encode(Passages[0]).Ids, firstToken: 0);

        var expected = Logits(exact, window);
        var logits = Logits(rounded, window);

        var spread = expected.Max() - expected.Min();
        Assert.NotEqual(expected, logits);
        Assert.All(logits.Zip(expected), l => Assert.Equal(l.Second, l.First, 0.03 * spread));
    }

    private static float[] Logits(ReaderModel model, ReaderWindow window)
    {
        using var noGradient = no_grad();
        var batch = Batch.Of([window]);
        return model.Forward(batch.Ids, batch.Types, batch.Mask).data<float>().ToArray();
    }
}
