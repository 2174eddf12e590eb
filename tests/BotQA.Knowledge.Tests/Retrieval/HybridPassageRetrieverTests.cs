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

    [Fact]
    public async Task RetrieveAsync_AdditionalChunks_CompeteWithTheIndexForThisQuestionAlone()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync(
            ("a", "The lighthouse of Port Linden was built in 1871 by Ada Brook."), ("b", "Ferries cross the bay every hour."));
        await using var other = await IndexedKnowledge.OfAsync(
            ("mine", "The ferry to Skarholm leaves at 7:40."), ("mine too", "The Zephyrine society meets in the lighthouse."));
        var chunks = (await other.Retriever.RetrieveAsync("ferry lighthouse", cancellationToken: Cancellation)).Passages.Select(passage => passage.Chunk).ToList();

        var ferry = await knowledge.Retriever.RetrieveAsync("When does the ferry to Skarholm leave?", new RetrievalRequest { AdditionalChunks = chunks }, Cancellation);
        var builder = await knowledge.Retriever.RetrieveAsync("Who built the lighthouse?", new RetrievalRequest { AdditionalChunks = chunks }, Cancellation);
        var society = await knowledge.Retriever.RetrieveAsync("Where does the Zephyrine society meet?", cancellationToken: Cancellation);

        Assert.Equal("mine", ferry.Passages[0].Chunk.DocumentId);
        Assert.Equal("a", builder.Passages[0].Chunk.DocumentId);
        Assert.DoesNotContain(society.Passages, passage => passage.Chunk.DocumentId.StartsWith("mine", StringComparison.Ordinal));
        Assert.Equal(1, ferry.Question.Terms.Single(term => term.Term == "skarholm").DocumentFrequency);
    }

    [Fact]
    public async Task RetrieveAsync_SameChunksIndexedOrAdditional_GetLikeKeywordScores()
    {
        (string, string)[] texts = [("a", "Ada Brook built the lighthouse of Port Linden."), ("b", "The old ferry crosses the cold bay each hour."), ("c", "A baker opens the village shop at six.")];
        await using var all = await IndexedKnowledge.OfAsync(texts);
        await using var one = await IndexedKnowledge.OfAsync(texts[0]);
        var indexed = await all.Retriever.RetrieveAsync("When does the ferry cross the bay?", cancellationToken: Cancellation);
        var chunks = indexed.Passages.Select(passage => passage.Chunk).Where(chunk => chunk.DocumentId != "a").ToList();

        var mixed = await one.Retriever.RetrieveAsync("When does the ferry cross the bay?", new RetrievalRequest { AdditionalChunks = chunks }, Cancellation);

        Assert.Equal(indexed.Passages[0].Chunk.Key, mixed.Passages[0].Chunk.Key);
        Assert.Equal(indexed.Question.TotalWeight, mixed.Question.TotalWeight, 1e-9);
        Assert.Equal(indexed.Passages[0].Scores.Keyword, mixed.Passages[0].Scores.Keyword, indexed.Passages[0].Scores.Keyword * 0.1);
    }
}
