using BotQA.Knowledge.Storage.Collections;
using BotQA.Knowledge.Storage.Vectors;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace BotQA.Postgres.Storage;

/// <summary>The table of a collection, with those of its statistics: its names and how it is created.</summary>
internal sealed class TableSchema
{
    // PostgreSQL cuts longer names, and some here get an ending.
    private const int LongestName = 50;

    // pgvector indexes no longer vectors; they are compared one by one.
    private const int MostIndexedDimensions = 2000;

    /// <summary>Describes the table of a collection.</summary>
    /// <param name="collection">The name of the collection.</param>
    /// <param name="model">The properties of its records.</param>
    /// <param name="keepsVectors">Whether the vectors of the records are kept.</param>
    /// <exception cref="ArgumentException">The name is too long.</exception>
    public TableSchema(string collection, CollectionModel model, bool keepsVectors = true)
    {
        if (collection.Length > LongestName)
        {
            throw new ArgumentException($"The name '{collection}' has {collection.Length} characters; a collection's name may have {LongestName}.", nameof(collection));
        }

        Table = Quote(collection);
        Terms = Quote(TermsOf(collection));
        Totals = Quote(TotalsOf(collection));
        Bm25Index = collection + "$bm25";
        Model = model;
        Key = Column(model.KeyProperty);
        Data = [.. model.DataProperties.Select(Column)];
        Vectors = keepsVectors ? model.VectorProperties : [];
        TextFields = [.. model.DataProperties.Where(property => property.IsFullTextIndexed)];
    }

    public string Table { get; }

    /// <summary>How many rows hold each term.</summary>
    public string Terms { get; }

    /// <summary>One row: how many rows there are, and how many terms each field holds in all of them. Its lock lets one write at a time.</summary>
    public string Totals { get; }

    /// <summary>The name of the index for BM25, not quoted.</summary>
    public string Bm25Index { get; }

    public CollectionModel Model { get; }

    public TableColumn Key { get; }

    public IReadOnlyList<TableColumn> Data { get; }

    /// <summary>The vector properties that are kept.</summary>
    public IReadOnlyList<VectorPropertyModel> Vectors { get; }

    /// <summary>The full-text properties, in the order of their weights in the <c>tsvector</c>.</summary>
    public IReadOnlyList<DataPropertyModel> TextFields { get; }

    /// <summary>The columns of a record without its vectors.</summary>
    public IEnumerable<TableColumn> Columns => Data.Prepend(Key);

    /// <summary>The statements that create the tables.</summary>
    public string Create()
    {
        var columns = Columns.Select(column => $"{column.Name} {column.Type.Sql}{(column == Key ? " PRIMARY KEY" : "")}")
            .Concat(Vectors.Select(property => $"{Quote(property.StorageName)} vector({property.Dimensions})"))
            .Concat(TextFields.Count > 0 ? ["\"$words\" tsvector NOT NULL", "\"$text\" text NOT NULL", "\"$lengths\" integer[] NOT NULL"] : []);
        var indexes = Model.DataProperties.Where(property => property.IsIndexed)
            .Select(property => (Column: Column(property), property))
            .Select(indexed => $"CREATE INDEX ON {Table} USING {(indexed.Column.Type.IsArray ? "gin" : "btree")} ({indexed.Column.Name});")
            .Concat(Vectors.Where(property => property.Dimensions <= MostIndexedDimensions)
                .Select(property => $"CREATE INDEX ON {Table} USING hnsw ({Quote(property.StorageName)} {(IsCosine(property) ? "vector_cosine_ops" : "vector_ip_ops")});"));
        return $"""
            CREATE TABLE {Table} ({string.Join(", ", columns)});
            CREATE TABLE {Totals} (rows bigint NOT NULL, lengths bigint[] NOT NULL);
            INSERT INTO {Totals} VALUES (0, array_fill(0, ARRAY[{TextFields.Count}]));
            {(TextFields.Count > 0 ? $"CREATE TABLE {Terms} (term text COLLATE \"C\" PRIMARY KEY, rows bigint NOT NULL) WITH (fillfactor = 70);" : "")}
            {string.Join('\n', indexes)}
            """;
    }

    /// <summary>The statement that creates the index of the words where the extension pg_textsearch is there.</summary>
    public string CreateBm25(double k1, double b) =>
        FormattableString.Invariant($"CREATE INDEX {Quote(Bm25Index)} ON {Table} USING bm25 (\"$text\") WITH (text_config = 'simple', k1 = {k1}, b = {b})");

    /// <summary>The statement that creates it elsewhere.</summary>
    public string CreateWords() => $"CREATE INDEX ON {Table} USING gin (\"$words\")";

    /// <summary>The statement that removes the tables of a collection.</summary>
    public static string Drop(string collection) => $"DROP TABLE IF EXISTS {Quote(collection)}, {Quote(TermsOf(collection))}, {Quote(TotalsOf(collection))}";

    /// <summary>The expression of the distance to the vector of a parameter, smaller is nearer.</summary>
    public static string Distance(VectorPropertyModel property, string parameter) => $"{Quote(property.StorageName)} {(IsCosine(property) ? "<=>" : "<#>")} {parameter}";

    /// <summary>The expression of the similarity of a distance.</summary>
    public static string Similarity(VectorPropertyModel property, string distance) => IsCosine(property) ? $"1 - ({distance})" : $"-({distance})";

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The column of a property that is no vector.</summary>
    public static TableColumn Column(PropertyModel property) => ColumnType.TryGet(property.Type, out var type)
        ? new TableColumn(Quote(property.StorageName), type, property)
        : throw new NotSupportedException($"The property '{property.ModelName}' has the type '{property.Type.Name}'; use one of {ColumnType.Supported}.");

    private static string TermsOf(string collection) => collection + "$terms";

    private static string TotalsOf(string collection) => collection + "$totals";

    private static bool IsCosine(VectorPropertyModel property) => CollectionSchema.Similarity(property) == VectorSimilarity.Cosine;
}
