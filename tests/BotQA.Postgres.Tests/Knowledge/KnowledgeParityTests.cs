using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Ingestion.Support;
using BotQA.Postgres.Knowledge;
using BotQA.Tests.Postgres;
using Microsoft.Extensions.VectorData;

namespace BotQA.Postgres.Tests.Knowledge;

/// <summary>What a folder becomes in the database against what it becomes in memory.</summary>
[Collection("PGlite")]
public sealed class KnowledgeParityTests(PgliteServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Update_SameFolder_HoldsTheSameAsInMemory()
    {
        var folder = Directory.CreateTempSubdirectory("botqa-tests-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a.md"), "# One\n\nFirst. Second with ünïcödé 🙂.\n\n## Two\n\nThird sentence here.", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "b.csv"), "Article,Price\nRake,24.50\nSpade,19.90\n", Cancellation);
        await using var memory = new KnowledgeHost(database: null);
        await using var database = new KnowledgeHost(await server.ConnectionStringAsync("parity", Cancellation), hasVectors: true);

        await memory.Indexer.UpdateAsync(folder, cancellationToken: Cancellation);
        await database.Indexer.UpdateAsync(folder, cancellationToken: Cancellation);

        Assert.Equal(await DescribeAsync(memory), await DescribeAsync(database));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Update_ModelOfOtherDimensions_ReplacesTheVectorsAndTheOldHostRefuses()
    {
        var folder = Directory.CreateTempSubdirectory("botqa-tests-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "truce.md"), "# Truce\n\nRussia declared a truce of 72 hours.", Cancellation);
        var database = await server.ConnectionStringAsync("dimensions", Cancellation);
        await using var old = new KnowledgeHost(database, hasVectors: true);
        await using (var writer = new KnowledgeHost(database, hasVectors: true))
        {
            await writer.Indexer.UpdateAsync(folder, cancellationToken: Cancellation);
        }

        Assert.Single((await old.Get<IPassageRetriever>().RetrieveAsync("How long was the truce?", cancellationToken: Cancellation)).Passages);
        await using var other = new KnowledgeHost(database, hasVectors: true, new CountingEncoder { Identity = "short", Dimensions = 8 });
        await other.Indexer.UpdateAsync(folder, cancellationToken: Cancellation);

        var found = await other.Get<IPassageRetriever>().RetrieveAsync("How long was the truce?", cancellationToken: Cancellation);
        Assert.Equal(8, Assert.Single(found.Passages).Chunk.Embedding.Length);
        await Assert.ThrowsAsync<OtherModelException>(() => old.Get<IPassageRetriever>().RetrieveAsync("How long was the truce?", cancellationToken: Cancellation));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> DescribeAsync(KnowledgeHost host)
    {
        var documents = host.Get<IDocumentCatalog>().List().Select(document =>
            $"{document.Id}|{document.Title}|{document.Text}|{string.Join(';', document.Sections.Select(section => $"{string.Join('/', section.HeadingPath)} {section.Span}"))}|{string.Join(';', document.Places.Select(place => $"{place.Span} {string.Join(' ', place.Words)}"))}");
        var chunks = await host.Chunks.GetAsync(_ => true, 1000, new FilteredRecordRetrievalOptions<KnowledgeChunk> { IncludeVectors = true }, Cancellation)
            .Select(chunk => $"{chunk.Key}|{chunk.Title}|{chunk.Section}|{chunk.Text}|{chunk.Start}|{chunk.End}|{string.Join(',', chunk.SentenceOffsets)}|{Convert.ToHexString(chunk.SentenceEmbeddings.Span)}|{string.Join(',', chunk.Embedding.ToArray())}")
            .ToListAsync(Cancellation);
        return string.Join('\n', documents.Concat(chunks));
    }
}
