using System.Collections.Immutable;
using System.Globalization;
using BotQA.Knowledge.Storage.Collections;
using BotQA.Knowledge.Storage.Vectors;
using CsCheck;

namespace BotQA.Knowledge.Tests.Storage;

public sealed class VectorScanTests
{
    private static readonly Gen<float> Component = Gen.Frequency(
        (6, Gen.Float[-1, 1]),
        (1, Gen.Const(0f)),
        (1, Gen.OneOf(1f, -1f, 0.5f)),
        (1, Gen.Float[-0.001f, 0.001f]));

    [Fact]
    public void Search_Codes_FindsExactlyWhatFloatsFind() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[0, 400], Gen.Int[1, 30], Gen.Enum<VectorSimilarity>(), Gen.Int[1, 3]).SelectMany(
            (dimensions, rows, top, similarity, threads) => Gen.Select(
                Vector(dimensions).Array[rows], Vector(dimensions), (vectors, query) => (vectors, query, top, similarity, threads)))
            .Sample(
                test =>
                {
                    var snapshot = Snapshot(test.vectors, test.similarity);
                    var query = new VectorQuery(test.query, test.similarity);
                    var floats = Scan(snapshot, query, codes: false).Search(test.top, double.NegativeInfinity, CancellationToken.None);
                    var codes = Scan(snapshot, query, codes: true, test.threads).Search(test.top, double.NegativeInfinity, CancellationToken.None);

                    Assert.Equal(floats, codes);
                    Assert.Equal(Math.Min(test.top, test.vectors.Length), floats.Count);
                },
                iter: 500);

    [Fact]
    public void Search_Floats_AgreesWithDoubles() =>
        Gen.Select(Gen.Int[1, 70], Gen.Enum<VectorSimilarity>()).SelectMany(
            (dimensions, similarity) => Gen.Select(Vector(dimensions).Array[1, 50], Vector(dimensions), (vectors, query) => (vectors, query, similarity)))
            .Sample(
                test =>
                {
                    var hits = Scan(Snapshot(test.vectors, test.similarity), new VectorQuery(test.query, test.similarity), codes: false)
                        .Search(int.MaxValue, double.NegativeInfinity, CancellationToken.None);

                    Assert.All(hits, hit => Assert.Equal(Similarity(test.vectors[hit.Location.Row], test.query, test.similarity), hit.Score, 1e-5 * Math.Max(1, Math.Abs(hit.Score))));
                    Assert.Equal(hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Location.Row), hits);
                },
                iter: 500);

    [Fact]
    public void Estimate_AnyRow_LiesWithinItsErrorBound() =>
        Gen.Select(Gen.Int[1, 800], Gen.Enum<VectorSimilarity>(), Gen.Float[1, 1000], Gen.Float[1, 1000]).SelectMany(
            (dimensions, similarity, rowScale, queryScale) => Gen.Select(
                Vector(dimensions), Vector(dimensions), (row, query) => (row: Scaled(row, rowScale), query: Scaled(query, queryScale), similarity)))
            .Sample(
                test =>
                {
                    var block = new VectorBlock(test.row.Length, 1, test.similarity);
                    block.Write(0, test.row);
                    var query = new VectorQuery(test.query, test.similarity);
                    var estimate = new float[1];
                    block.Estimate(query, 0, estimate);

                    Assert.True(Math.Abs(estimate[0] - block.Score(query, 0)) <= query.Length * block.ErrorBound(0));
                },
                iter: 2000);

    [Fact]
    public void Dot_LargestCodes_DoNotOverflow()
    {
        foreach (var dimensions in new[] { 64, 384, 1536, 4096, 16384 })
        {
            var ones = Enumerable.Repeat(1f, dimensions).ToArray();
            var block = new VectorBlock(dimensions, 1, VectorSimilarity.DotProduct);
            block.Write(0, ones);
            var estimate = new float[1];
            block.Estimate(new VectorQuery(ones, VectorSimilarity.DotProduct), 0, estimate);

            Assert.Equal(dimensions, estimate[0], dimensions * 1e-3f);
        }
    }

    [Fact]
    public void Search_ScoreThreshold_IsInclusive()
    {
        var snapshot = Snapshot([[1, 0], [0, 1], [1, 1]], VectorSimilarity.DotProduct);
        var query = new VectorQuery([0.3f, 0], VectorSimilarity.DotProduct);

        foreach (var codes in new[] { true, false })
        {
            Assert.Equal([0, 2], Scan(snapshot, query, codes).Search(9, 0.3f, CancellationToken.None).Select(hit => hit.Location.Row));
            Assert.Empty(Scan(snapshot, query, codes).Search(9, Math.BitIncrement(0.3f), CancellationToken.None));
        }
    }

    [Fact]
    public void Search_RowWithoutVector_IsNeverFound()
    {
        var snapshot = Snapshot([[1, 0], [], [0, 0]], VectorSimilarity.Cosine);
        var query = new VectorQuery([1, 0], VectorSimilarity.Cosine);

        foreach (var codes in new[] { true, false })
        {
            Assert.Equal([0, 2], Scan(snapshot, query, codes).Search(9, double.NegativeInfinity, CancellationToken.None).Select(hit => hit.Location.Row));
        }
    }

    [Fact]
    public void Search_Filter_ConsidersOnlyThoseThatPass()
    {
        var snapshot = Snapshot([.. Enumerable.Range(0, 5000).Select(i => new[] { 1f, i })], VectorSimilarity.Cosine);
        var query = new VectorQuery([1, 0], VectorSimilarity.Cosine);
        foreach (var codes in new[] { true, false })
        {
            var scan = new VectorScan<int, string>(snapshot, 0, query, record => record.EndsWith("77", StringComparison.Ordinal)) { UseCodes = codes && DotProducts.SupportsCodes };

            Assert.Equal([77, 177, 277], scan.Search(3, double.NegativeInfinity, CancellationToken.None).Select(hit => snapshot.KeyAt(hit.Location)));
        }
    }

    [Fact]
    public void Search_CancelledToken_Throws()
    {
        var snapshot = Snapshot([[1, 0]], VectorSimilarity.Cosine);
        var scan = Scan(snapshot, new VectorQuery([1, 0], VectorSimilarity.Cosine), codes: true);

        Assert.Throws<OperationCanceledException>(() => scan.Search(1, double.NegativeInfinity, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(new float[] { 1, 2 }, "dimensions")]
    [InlineData(new float[] { 1, float.NaN, 0 }, "finite")]
    [InlineData(new float[] { 1, float.PositiveInfinity, 0 }, "finite")]
    [InlineData(new float[] { 1e20f, 0, 0 }, "length")]
    [InlineData(new float[] { 1e-20f, 0, 0 }, "length")]
    public void Validate_UnusableVector_SaysWhy(float[] vector, string reason) =>
        Assert.Contains(reason, VectorBlock.Validate(vector, 3), StringComparison.Ordinal);

    private static VectorScan<int, string> Scan(CollectionSnapshot<int, string> snapshot, VectorQuery query, bool codes, int threads = 1) =>
        new(snapshot, 0, query, filter: null) { UseCodes = codes && DotProducts.SupportsCodes, Parallelism = threads };

    private static Gen<float[]> Vector(int dimensions) =>
        Component.Array[dimensions].Select(vector => VectorBlock.Validate(vector, dimensions) is null ? vector : new float[dimensions]);

    private static float[] Scaled(float[] vector, float scale) => [.. vector.Select(value => value * scale)];

    private static CollectionSnapshot<int, string> Snapshot(float[][] vectors, VectorSimilarity similarity)
    {
        var segments = ImmutableArray<Segment<int, string>>.Empty;
        var dimensions = vectors.FirstOrDefault(vector => vector.Length > 0)?.Length ?? 1;
        var schema = new VectorSchema([new VectorSchema.Column("Vector", dimensions, similarity)]);
        foreach (var chunk in vectors.Index().Chunk(4100))
        {
            var segment = Segment<int, string>.Create(schema, chunk.Length);
            foreach (var ((index, vector), row) in chunk.Select((item, row) => (item, row)))
            {
                segment.Rows.Write(row, index, new StoredRecord<int, string>(index, index.ToString(CultureInfo.InvariantCulture), [vector], [], []));
            }

            segments = segments.Add(segment.WithCount(chunk.Length));
        }

        return new CollectionSnapshot<int, string>(segments, Enumerable.Range(0, vectors.Length).ToImmutableDictionary(i => i, i => (long)i), keywords: null);
    }

    private static double Similarity(float[] row, float[] query, VectorSimilarity similarity)
    {
        var dot = row.Zip(query, (x, y) => (double)x * y).Sum();
        var lengths = Math.Sqrt(row.Sum(x => (double)x * x)) * Math.Sqrt(query.Sum(x => (double)x * x));
        return similarity == VectorSimilarity.DotProduct ? dot : lengths == 0 ? 0 : dot / lengths;
    }
}
