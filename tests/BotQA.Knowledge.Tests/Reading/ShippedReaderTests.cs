using System.Text.Json;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Sessions;
using BotQA.Knowledge.Reading;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotQA.Knowledge.Tests.Reading;

/// <summary>Holds the shipped weights against what the training program recorded of them (<c>golden</c>, see docs/reader.md).</summary>
public sealed class ShippedReaderTests : IDisposable
{
    private static readonly string Weights = Path.Combine(AppContext.BaseDirectory, "model", "reader.safetensors");
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "model", "reader.safetensors.golden.json");

    private readonly string _cache = Directory.CreateTempSubdirectory("botqa-reader-").FullName;

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    [Theory]
    [InlineData(false, 0.05)]
    [InlineData(true, 1.5)]
    public void Read_GoldenPassages_ScoresAsTheTrainedModelDid(bool quantized, double tolerance)
    {
        Assert.SkipUnless(File.Exists(Weights) && File.Exists(Golden), "The reader's weights are not in this checkout.");
        using var reader = new SpanReader(
            WordPieceTokenizer.Load(new EmbeddedModel()),
            () => OnnxReaderNetwork.Load(new EmbeddedModel(), Weights, new GraphCache(_cache, NullLogger.Instance), quantized),
            new SpanReaderOptions { TimeBudget = TimeSpan.FromHours(1) },
            TimeProvider.System);
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Golden));

        foreach (var expected in golden.RootElement.EnumerateArray())
        {
            var passage = expected.GetProperty("passage").GetString()!;
            var reading = reader.Read(expected.GetProperty("question").GetString()!, [new ReaderPassage(passage)], TestContext.Current.CancellationToken)[0]!.Best;

            Assert.Equal(expected.GetProperty("spanScore").GetDouble(), reading.SpanScore, tolerance);
            Assert.Equal(expected.GetProperty("noAnswerScore").GetDouble(), reading.NoAnswerScore, tolerance);
            if (!quantized)
            {
                Assert.Equal(expected.GetProperty("answer").GetString(), reading.Span.Of(passage));
            }
        }
    }
}
