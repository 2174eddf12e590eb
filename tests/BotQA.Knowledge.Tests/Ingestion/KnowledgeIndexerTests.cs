using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Tests.Support;

namespace BotQA.Knowledge.Tests.Ingestion;

public sealed class KnowledgeIndexerTests
{
    [Fact]
    public async Task IndexAsync_FailedAndBlankSources_AreReportedAndTheRestIsIndexed()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync();
        var blank = new Document { Id = "blank.txt", Title = "Blank", Text = " \n " };
        var good = new Document { Id = "good.txt", Title = "Good", Text = "The mill was built in 1790." };
        DocumentReadResult[] sources = [DocumentReadResult.Failed("bad.txt", "It is damaged."), DocumentReadResult.Read(blank), DocumentReadResult.Read(good)];

        var report = await knowledge.Indexer.IndexAsync(sources.ToAsyncEnumerable(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, report.Documents);
        Assert.Equal(["bad.txt", "blank.txt"], report.Failures.Select(failure => failure.Id));
        Assert.Equal(AnswerStatus.Answered, (await knowledge.AskAsync("When was the mill built?")).Status);
    }

    [Fact]
    public async Task IndexAsync_DocumentAgain_ReplacesItsChunks()
    {
        var many = string.Join(' ', Enumerable.Range(1, 80).Select(i => $"The mill of valley number {i} was built with great care by its owner."));
        await using var knowledge = await IndexedKnowledge.OfAsync(("mill", many));

        await knowledge.Indexer.IndexAsync(IndexedKnowledge.Read(("mill", "The mill was built in 1790.")), cancellationToken: TestContext.Current.CancellationToken);

        var answer = await knowledge.AskAsync("When was the mill built?");
        Assert.Equal("The mill was built in 1790.", Assert.Single(answer.Citations).Quote);
        Assert.Single(answer.Retrieved);
    }

    [Fact]
    public async Task IndexAsync_Progress_TellsOfAllDocumentsAtTheEnd()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync();
        var told = new List<IngestionProgress>();

        await knowledge.Indexer.IndexAsync(
            IndexedKnowledge.Read(("a", "The mill was built in 1790."), ("b", "The bridge was built in 1810.")), new Recorder(told), TestContext.Current.CancellationToken);

        Assert.Equal(new IngestionProgress(2, 2), told[^1]);
    }

    private sealed class Recorder(List<IngestionProgress> told) : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value) => told.Add(value);
    }
}
