using BotQA.Knowledge.Storage;
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
