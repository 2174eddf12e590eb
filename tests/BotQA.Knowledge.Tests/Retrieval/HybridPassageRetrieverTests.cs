using BotQA.Knowledge.Tests.Support;

namespace BotQA.Knowledge.Tests.Retrieval;

public sealed class HybridPassageRetrieverTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RetrieveAsync_PassageWithoutTheWords_IsFoundByItsMeaning()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync(
            ("pets", "The kitten slept on the warm sofa all afternoon."), ("trade", "The committee raised the levy on imported steel."));

        var result = await knowledge.Retriever.RetrieveAsync("Where did the young cat nap?", cancellationToken: Cancellation);

        Assert.Equal("pets", result.Passages[0].Chunk.DocumentId);
        Assert.Equal(0, result.Passages[0].Scores.Keyword);
    }

    [Fact]
    public async Task RetrieveAsync_RareName_IsFoundByItsWord()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync(
            ("a", "Model XJ-4471 ships with a spare filter."), ("b", "Model QR-2210 ships with a spare filter."));

        var result = await knowledge.Retriever.RetrieveAsync("What ships with the QR-2210?", cancellationToken: Cancellation);

        Assert.Equal("b", result.Passages[0].Chunk.DocumentId);
    }

    [Fact]
    public async Task RetrieveAsync_CopiesOfAPassage_AreReturnedOnce()
    {
        const string Text = "The lighthouse of Port Linden was built in 1871 by Ada Brook.";
        await using var knowledge = await IndexedKnowledge.OfAsync(("a", Text), ("b", Text), ("c", "Ferries cross the bay every hour."));

        var result = await knowledge.Retriever.RetrieveAsync("Who built the lighthouse?", cancellationToken: Cancellation);

        Assert.Equal(["a", "c"], result.Passages.Select(passage => passage.Chunk.DocumentId));
    }
}
