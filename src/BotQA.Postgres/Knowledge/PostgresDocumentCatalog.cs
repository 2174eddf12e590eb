using System.Collections;
using System.Diagnostics.CodeAnalysis;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BotQA.Postgres.Knowledge;

/// <summary>The documents in the database. Texts that were quoted from stay in memory, within a bound, and are compared with the database before each answer.</summary>
internal sealed class PostgresDocumentCatalog(KnowledgeTables tables, KnowledgeDirectory directory, IOptions<PostgresKnowledgeOptions> options) : IDocumentCatalog, IDisposable
{
    private const string Select = "SELECT id, generation, title, text, details FROM documents";

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = options.Value.CachedCharacters });

    public int Count => State().Documents.Count;

    public IReadOnlyList<Document> List() => new Listing(this, State().Documents);

    public IEnumerable<(string Id, string Title)> ListTitles() => State().Documents.Select(entry => (entry.Id, entry.Title));

    public bool TryGet(string id, [NotNullWhen(true)] out Document? document)
    {
        ArgumentNullException.ThrowIfNull(id);
        document = _cache.Get<Version>(id)?.Document ?? Load(id);
        return document is not null;
    }

    /// <summary>Makes sure that the documents are in memory as the database holds them now.</summary>
    /// <exception cref="OtherModelException">The vectors in the database are another model's, now or since the documents were found.</exception>
    public async Task RefreshAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var known = ids.Select(id => _cache.Get<Version>(id)?.Generation ?? -1).ToArray();
        await using var connection = await tables.OpenAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("SELECT model FROM knowledge_base"),
                new NpgsqlBatchCommand(
                    "SELECT id, d.generation, title, text, details FROM documents AS d JOIN unnest($1::text[], $2::bigint[]) AS known (id, generation) USING (id) WHERE d.generation <> known.generation")
                {
                    Parameters = { new() { Value = ids.ToArray() }, new() { Value = known } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        tables.Check(reader.GetString(0));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            Keep(reader);
        }
    }

    /// <summary>Not here: <see cref="PostgresKnowledgeWriter"/> writes documents together with their chunks.</summary>
    public void Put(Document document) => throw new NotSupportedException();

    /// <summary>Not here: <see cref="PostgresKnowledgeWriter"/> writes documents together with their chunks.</summary>
    public void Remove(string id) => throw new NotSupportedException();

    public void Dispose() => _cache.Dispose();

    // The catalog is asked from code that can't wait otherwise; a host follows the directory, so this is the first time at most.
    private KnowledgeDirectory.State State() => directory.Current ?? Task.Run(() => directory.RefreshAsync(CancellationToken.None)).GetAwaiter().GetResult();

    private Document? Load(string id)
    {
        using var connection = tables.Chunks.Store.DataSource.OpenConnection();
        using var command = new NpgsqlCommand($"{Select} WHERE id = $1", connection) { Parameters = { new() { Value = DatabaseId(id) } } };
        using var reader = command.ExecuteReader();
        return reader.Read() ? Keep(reader) : null;
    }

    private Document? Keep(NpgsqlDataReader reader)
    {
        var id = reader.GetString(0);
        if (reader.IsDBNull(2))
        {
            _cache.Remove(id);
            return null;
        }

        var document = DocumentJson.Read(id, reader.GetString(2), reader.GetString(3), reader.GetString(4));
        _cache.Set(id, new Version(reader.GetInt64(1), document), new MemoryCacheEntryOptions { Size = document.Text.Length + 1 });
        return document;
    }

    private static string DatabaseId(string id) => Storage.DatabaseText.Of(id);

    private sealed record Version(long Generation, Document Document);

    /// <summary>The documents, each read when it is come to.</summary>
    private sealed class Listing(PostgresDocumentCatalog catalog, IReadOnlyList<KnowledgeDirectory.DirectoryEntry> entries) : IReadOnlyList<Document>
    {
        public int Count => entries.Count;

        public Document this[int index] => catalog.TryGet(entries[index].Id, out var document)
            ? document
            : new Document { Id = entries[index].Id, Title = entries[index].Title, Text = "" };

        public IEnumerator<Document> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
