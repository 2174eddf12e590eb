using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Tests.Support;

namespace BotQA.Knowledge.Tests.Answering;

public sealed class ExtractiveQuestionAnswererTests
{
    [Fact]
    public async Task AnswerAsync_NoDocuments_SaysSo()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync();

        Assert.Equal(NotFoundReason.NoDocuments, (await knowledge.AskAsync("Who built the tower?")).Reason);
    }

    [Fact]
    public async Task AnswerAsync_TwoDocumentsAgree_CitesBoth()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync(
            ("a", "The Harbour Bridge was opened in 1932. Ferries cross the bay."),
            ("b", "The Harbour Bridge was officially opened in 1932. It carries eight lanes."));

        var answer = await knowledge.AskAsync("When was the Harbour Bridge opened?");

        Assert.Equal(["a", "b"], answer.Citations.Select(citation => citation.DocumentId).Order());
        Assert.Equal("1932", answer.ShortAnswer);
        Assert.DoesNotContain("disagree", answer.Text, StringComparison.Ordinal);
        Assert.Contains("[2]", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_TwoDocumentsContradict_ShowsBothAsDisagreeing()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync(
            ("a", "The Harbour Bridge was opened in 1932. Ferries cross the bay."),
            ("b", "The Harbour Bridge was officially opened in 1934. It carries eight lanes."));

        var answer = await knowledge.AskAsync("When was the Harbour Bridge opened?");

        Assert.Equal(2, answer.Citations.Count);
        Assert.StartsWith("The documents disagree", answer.Text, StringComparison.Ordinal);
        Assert.Contains(answer.Citations[0].Quote, answer.Text, StringComparison.Ordinal);
        Assert.Contains(answer.Citations[1].Quote, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_SentenceAboutAPronoun_IsQuotedWithTheOneBefore()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync(
            ("a", "Ada Brook designed the lighthouse of Port Linden. She finished the drawings of the lighthouse in 1871."));

        var citation = Assert.Single((await knowledge.AskAsync("When were the drawings of the lighthouse finished?")).Citations);

        Assert.StartsWith("Ada Brook", citation.Quote, StringComparison.Ordinal);
        Assert.EndsWith("1871.", citation.Quote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_DocumentsNamed_SearchesOnlyThose()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync(
            ("a", "The Harbour Bridge was opened in 1932."), ("b", "The Harbour Bridge was opened in 1934."));

        var answer = await knowledge.Answerer.AnswerAsync(
            "When was the Harbour Bridge opened?", new AnswerOptions { DocumentIds = ["b"] }, TestContext.Current.CancellationToken);

        Assert.Equal("b", Assert.Single(answer.Citations).DocumentId);
        Assert.All(answer.Retrieved, passage => Assert.Equal("b", passage.Chunk.DocumentId));
    }
}
