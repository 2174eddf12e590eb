using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Storage.Support;
using CsCheck;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage;

/// <summary>The store after any writes against a dictionary that is searched record by record.</summary>
public sealed class InMemoryVectorStorePropertyTests
{
    private const int Keys = 600;

    private static readonly Gen<float[]> Place = Gen.Int[-3, 3].Select(value => (float)value).Array[Point.Dimensions];

    private static readonly Gen<Write> AnyWrite = Gen.Select(Gen.Bool, Gen.Int[0, Keys - 1], Gen.Int[1, 300], Gen.Int[0, 1000], Place.Array[300])
        .Select((delete, first, count, version, places) => new Write(delete, first, count, version, places));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Search_AfterAnyWrites_EqualsBruteForce() =>
        Gen.Select(AnyWrite.Array[1, 12], Place, Gen.Int[1, 50], Gen.Int[0, 30]).SampleAsync(
            async (writes, query, top, skip) =>
            {
                using var store = new InMemoryVectorStore();
                var collection = store.GetCollection<int, Point>("points");
                await collection.EnsureCollectionExistsAsync(Token);
                var model = new SortedDictionary<int, Point>();
                foreach (var write in writes)
                {
                    await ApplyAsync(write, collection, model);
                    await CheckSearchAsync(collection, model, query, top, skip);
                    await CheckFilterAsync(collection, model, query, top);
                }

                await CheckRecordsAsync(collection, model);
            },
            iter: 25);

    private static async Task ApplyAsync(Write write, VectorStoreCollection<int, Point> collection, SortedDictionary<int, Point> model)
    {
        var keys = Enumerable.Range(0, write.Count).Select(i => (write.First + (i * 7)) % Keys).ToArray();
        if (write.Delete)
        {
            await collection.DeleteAsync(keys, Token);
            foreach (var key in keys)
            {
                model.Remove(key);
            }

            return;
        }

        var points = keys.Select((key, i) => new Point { Id = key, Version = write.Version, Text = $"v{write.Version}", Place = write.Places[i] }).ToArray();
        await collection.UpsertAsync(points, Token);
        foreach (var point in points)
        {
            model[point.Id] = point;
        }
    }

    private static async Task CheckSearchAsync(VectorStoreCollection<int, Point> collection, SortedDictionary<int, Point> model, float[] query, int top, int skip)
    {
        var found = await collection.SearchAsync(query, top, new VectorSearchOptions<Point> { Skip = skip, IncludeVectors = true }, Token).ToListAsync(Token);

        var expected = model.Values.OrderByDescending(point => Dot(point, query)).ThenBy(point => point.Id).Skip(skip).Take(top).ToList();
        Assert.Equal(expected.Select(point => (point.Id, point.Version, Dot(point, query))), found.Select(hit => (hit.Record.Id, hit.Record.Version, (float)hit.Score!.Value)));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Place.ToArray(), pair.Second.Record.Place.ToArray()));
    }

    private static async Task CheckFilterAsync(VectorStoreCollection<int, Point> collection, SortedDictionary<int, Point> model, float[] query, int top)
    {
        var options = new VectorSearchOptions<Point> { Filter = point => point.Id % 5 == 0, ScoreThreshold = 1 };
        var found = await collection.SearchAsync(query, top, options, Token).ToListAsync(Token);

        var expected = model.Values.Where(point => point.Id % 5 == 0 && Dot(point, query) >= 1).OrderByDescending(point => Dot(point, query)).ThenBy(point => point.Id);
        Assert.Equal(expected.Take(top).Select(point => point.Id), found.Select(hit => hit.Record.Id));
    }

    private static async Task CheckRecordsAsync(InMemoryVectorStoreCollection<int, Point> collection, SortedDictionary<int, Point> model)
    {
        var all = await collection.GetAsync(_ => true, int.MaxValue, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(model.Values.Select(point => (point.Id, point.Version)), all.Select(point => (point.Id, point.Version)));

        var some = await collection.GetAsync(Enumerable.Range(0, Keys).Reverse(), cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(model.Keys.Reverse(), some.Select(point => point.Id));

        var word = model.Values.FirstOrDefault()?.Text ?? "none";
        var withWord = await collection.HybridSearchAsync(new float[] { 0, 0, 0, 0 }, [word], Keys, new HybridSearchOptions<Point> { ScoreThreshold = 1e-9 }, Token).ToListAsync(Token);
        Assert.Equal(model.Values.Where(point => point.Text == word).Select(point => point.Id), withWord.Select(hit => hit.Record.Id));
    }

    private static float Dot(Point point, float[] query) => query.Select((value, i) => value * point.Place.Span[i]).Sum();

    private sealed record Write(bool Delete, int First, int Count, int Version, float[][] Places);
}
