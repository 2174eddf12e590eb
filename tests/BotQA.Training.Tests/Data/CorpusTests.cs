using BotQA.Training.Data;
using BotQA.Training.Tests.Support;

namespace BotQA.Training.Tests.Data;

public sealed class CorpusTests : IDisposable
{
    private const string Repeated = "Every spring the old ferry crosses the wide grey river twice a day with apples, coal and letters for the people of the island.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_TwoSets_SharesNoArticleBetweenTrainingAndHeldOut()
    {
        Sample.WriteSquad(_folder.File("a.json"), Rows("A"));

        var corpus = Corpus.Load(_folder.Path, Sample.Encoder, [new TrainingSet("a", "a.json", 1)]);

        Assert.Equal(2, corpus.HeldOut[0].Questions.Count);
        Assert.Equal(18, corpus.Training[0].Questions.Count);
        Assert.Empty(corpus.HeldOut[0].Paragraphs.Select(p => p.Article).Intersect(corpus.Training[0].Paragraphs.Select(p => p.Article)));
    }

    [Fact]
    public void Load_TrainingPassageRepeatsAHeldOutOne_IsLeftOut()
    {
        Sample.WriteSquad(_folder.File("a.json"), Rows("A"));
        var heldOut = Corpus.Load(_folder.Path, Sample.Encoder, [new TrainingSet("a", "a.json", 1)]).HeldOut[0].Paragraphs[0].Article;
        Sample.WriteSquad(_folder.File("a.json"), Rows("A").Select(r => r.Title == heldOut ? r with { Context = Repeated, Answer = "apples" } : r));
        Sample.WriteSquad(_folder.File("b.json"), Rows("B").Select(r => r with { Context = $"{r.Title}. {Repeated}", Answer = "apples" }));

        var corpus = Corpus.Load(_folder.Path, Sample.Encoder, [new TrainingSet("a", "a.json", 1), new TrainingSet("b", "b.json", 1)]);

        Assert.Equal(18, corpus.LeakedParagraphs);
        Assert.Empty(corpus.Training[1].Questions);
        Assert.Equal(18, corpus.Training[0].Questions.Count);
    }

    private static IEnumerable<(string Title, string Context, string Question, string Answer)> Rows(string prefix) =>
        Enumerable.Range(0, 20).Select(i => ($"{prefix}{i}", $"Passage {prefix}{i} says {i}.", "What does it say?", $"{i}"));
}
