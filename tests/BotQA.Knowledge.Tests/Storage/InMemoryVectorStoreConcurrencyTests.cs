using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Storage.Support;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage;

/// <summary>
/// Writers replace whole documents while others search. Whatever a search finds, each document has to be there in one version, with all its
/// chunks; only documents that are deleted in between may be missing.
/// </summary>
public sealed class InMemoryVectorStoreConcurrencyTests
{
    private const int Documents = 6;
    private const int KeptDocuments = 3;
    private const int Chunks = 40;
    private const int Versions = 60;

    private static readonly float[] Query = [1, 1, 1, 1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Search_WhileWriting_SeesWholeDocuments() => RunAsync(async collection =>
    {
        var found = await collection.SearchAsync(Query, Documents * Chunks, new VectorSearchOptions<Point> { IncludeVectors = true }, Token).ToListAsync(Token);
        CheckDocuments([.. found.Select(hit => hit.Record)]);
        Assert.All(found, hit =>
        {
            Assert.Equal(hit.Record.Version, hit.Record.Place.Span[0]);
            Assert.Equal(hit.Record.Version + 3, hit.Score);
        });
    });

    [Fact]
    public Task HybridSearch_WhileWriting_SeesWordsAndVectorsInStep() => RunAsync(async collection =>
    {
        var found = await collection.HybridSearchAsync(Query, ["common"], Documents * Chunks, cancellationToken: Token).ToListAsync(Token);
        CheckDocuments([.. found.Select(hit => hit.Record)]);

        // Every record holds the word in a text of the same length, so each scores half its similarity and half the best keyword score.
        Assert.All(found, hit => Assert.Equal((0.5 * (hit.Record.Version + 3)) + 0.5, hit.Score!.Value, 1e-9));
    });

    [Fact]
    public Task Get_WhileWriting_SeesWholeDocuments() => RunAsync(async collection =>
    {
        CheckDocuments(await collection.GetAsync(Enumerable.Range(0, Documents * Chunks), cancellationToken: Token).ToListAsync(Token));
        CheckDocuments(await collection.GetAsync(_ => true, int.MaxValue, cancellationToken: Token).ToListAsync(Token));
    });

    [Fact]
    public async Task EnsureCollectionDeleted_WhileSearching_EndsInMissingCollection()
    {
        using var store = new InMemoryVectorStore();
        for (var round = 0; round < 20; round++)
        {
            var collection = store.GetCollection<int, Point>("points");
            await collection.EnsureCollectionExistsAsync(Token);
            await collection.UpsertAsync(Document(0, 1), Token);
            var searches = Enumerable.Range(0, 4).Select(_ => Task.Run(
                async () =>
                {
                    for (var i = 0; i < 50; i++)
                    {
                        try
                        {
                            Assert.Equal(Chunks, await collection.HybridSearchAsync(Query, ["common"], 1000, cancellationToken: Token).CountAsync(Token));
                        }
                        catch (VectorStoreException)
                        {
                            Assert.False(await collection.CollectionExistsAsync(Token));
                            return;
                        }
                    }
                },
                Token)).ToArray();

            await collection.EnsureCollectionDeletedAsync(Token);
            await Task.WhenAll(searches);
        }
    }

    private static async Task RunAsync(Func<InMemoryVectorStoreCollection<int, Point>, Task> search)
    {
        using var store = new InMemoryVectorStore(new InMemoryVectorStoreOptions { ParallelSearchThreshold = 400, MaxSearchThreads = 2 });
        var collection = store.GetCollection<int, Point>("points");
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(Enumerable.Range(0, Documents).SelectMany(document => Document(document, version: 0)), Token);
        using var written = new CancellationTokenSource();

        var searchers = Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () =>
            {
                do
                {
                    await search(collection);
                }
                while (!written.IsCancellationRequested);
            },
            Token)).ToArray();
        var writers = Enumerable.Range(0, 2).Select(writer => Task.Run(() => WriteAsync(collection, writer), Token)).ToArray();

        try
        {
            await Task.WhenAll(writers);
        }
        finally
        {
            await written.CancelAsync();
        }

        await Task.WhenAll(searchers);
        Assert.Equal(Documents * Chunks, await collection.GetAsync(point => point.Version == Versions, int.MaxValue, cancellationToken: Token).CountAsync(Token));
    }

    private static async Task WriteAsync(VectorStoreCollection<int, Point> collection, int writer)
    {
        for (var version = 1; version <= Versions; version++)
        {
            for (var document = writer; document < Documents; document += 2)
            {
                if (version % 7 == 0 && document >= KeptDocuments)
                {
                    await collection.DeleteAsync(Document(document, version).Select(point => point.Id), Token);
                }

                await collection.UpsertAsync(Document(document, version), Token);
            }
        }
    }

    private static IEnumerable<Point> Document(int document, int version) => Enumerable.Range(document * Chunks, Chunks)
        .Select(id => new Point { Id = id, Version = version, Text = $"common v{version}", Place = new float[] { version, 1, 1, 1 } });

    private static void CheckDocuments(IReadOnlyCollection<Point> found)
    {
        var documents = found.GroupBy(point => point.Id / Chunks).ToList();
        Assert.Equal(Enumerable.Range(0, KeptDocuments), documents.Select(document => document.Key).Where(number => number < KeptDocuments).Order());
        Assert.All(documents, document =>
        {
            Assert.Equal(Chunks, document.Count());
            Assert.Single(document.Select(point => point.Version).Distinct());
        });
    }
}
