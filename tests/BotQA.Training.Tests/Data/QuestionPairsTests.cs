using System.IO.Compression;
using System.Text.Json;
using BotQA.Training.Data;
using BotQA.Training.Tests.Support;

namespace BotQA.Training.Tests.Data;

public sealed class QuestionPairsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_HeldOutSentenceOrKnownQuestion_IsLeftOut()
    {
        var corpus = Corpus();
        var heldOut = corpus.HeldOut[0].Paragraphs[0].Text;
        var known = corpus.Training[0].Questions[0].Text;

        var pairs = Load(corpus, ("Which river is that?", heldOut), (known, "Nobody has written this sentence before."), ("Who baked it?", "The baker Jon baked it."));

        Assert.Equal(1, pairs.Count);
        Assert.Equal("Who baked it?", pairs.Draw(0, withAnswer: true, new Random(1)).Text);
    }

    [Fact]
    public void Draw_WithAndWithoutAnswer_SetsTheSentenceAmongOthersOrLeavesItOut()
    {
        var pairs = Load(
            Corpus(),
            ("Who baked the bread?", "The baker Jon baked the bread."),
            ("Who ate the bread?", "The miller ate the bread."),
            ("Who sold the bread?", "The merchant sold the bread in town."));

        var with = Enumerable.Range(0, 10).Select(seed => pairs.Draw(0, withAnswer: true, new Random(seed)).Paragraph.Text).ToList();
        var without = Enumerable.Range(0, 10).Select(seed => pairs.Draw(0, withAnswer: false, new Random(seed)).Paragraph.Text).ToList();

        Assert.All(with, text => Assert.Contains("The baker Jon baked the bread.", text, StringComparison.Ordinal));
        Assert.Contains(with, text => text.Contains("The miller ate", StringComparison.Ordinal));
        Assert.All(without, text => Assert.DoesNotContain("Jon", text, StringComparison.Ordinal));
    }

    private Corpus Corpus()
    {
        var rows = Enumerable.Range(0, 20).Select(i => ($"A{i}", $"Passage A{i} says {i}.", $"What does A{i} say?", $"{i}"));
        Sample.WriteSquad(_folder.File("a.json"), rows);
        return BotQA.Training.Data.Corpus.Load(_folder.Path, Sample.Encoder, [new TrainingSet("a", "a.json", 1)]);
    }

    private QuestionPairs Load(Corpus corpus, params (string Question, string Sentence)[] pairs)
    {
        var file = _folder.File("pairs.jsonl.gz");
        using (var writer = new StreamWriter(new GZipStream(File.Create(file), CompressionLevel.Fastest)))
        {
            foreach (var (question, positive) in pairs)
            {
                writer.WriteLine(JsonSerializer.Serialize(new { question, positive }));
            }
        }

        return QuestionPairs.Load([file], Sample.Encoder, corpus);
    }
}
