using BotQA.Knowledge.Retrieval;
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

    [Fact]
    public async Task RetrieveAsync_WithAContext_PrefersThePassageThatFitsItToo()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync(
            ("ferry", "The ferry to Holm costs 12 crowns. Children pay half."), ("museum", "The museum of the harbour costs 9 crowns. Children pay nothing."));

        var ferry = await knowledge.Retriever.RetrieveAsync("How much do children pay?", new RetrievalRequest { Context = "What does the ferry to Holm cost?" }, Cancellation);
        var museum = await knowledge.Retriever.RetrieveAsync("How much do children pay?", new RetrievalRequest { Context = "What does the harbour museum cost?" }, Cancellation);

        Assert.Equal("ferry", ferry.Passages[0].Chunk.DocumentId);
        Assert.Equal("museum", museum.Passages[0].Chunk.DocumentId);
        Assert.NotNull(ferry.Passages[0].Scores.Context);
    }

    [Fact]
    public async Task RetrieveAsync_WithAnUnrelatedContext_OrdersAsWithoutIt()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync(
            ("ferry", "The ferry to Holm costs 12 crowns. Children pay half."), ("whale", "The blue whale sings at 188 decibels. Its heart weighs 180 kilograms."));

        var alone = await knowledge.Retriever.RetrieveAsync("What does the ferry cost?", cancellationToken: Cancellation);
        var after = await knowledge.Retriever.RetrieveAsync("What does the ferry cost?", new RetrievalRequest { Context = "How loud does the blue whale sing? The blue whale sings at 188 decibels." }, Cancellation);

        Assert.Equal(alone.Passages.Select(passage => passage.Chunk.Key), after.Passages.Select(passage => passage.Chunk.Key));
    }
}
