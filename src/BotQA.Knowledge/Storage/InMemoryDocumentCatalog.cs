using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Storage;

internal sealed class InMemoryDocumentCatalog : IDocumentCatalog
{
    private readonly ConcurrentDictionary<string, Document> _documents = new(StringComparer.Ordinal);

    public int Count => _documents.Count;

    public IReadOnlyList<Document> List() => [.. _documents.Values.OrderBy(document => document.Id, StringComparer.Ordinal)];

    public bool TryGet(string id, [NotNullWhen(true)] out Document? document) => _documents.TryGetValue(id, out document);

    public void Put(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        _documents[document.Id] = document;
    }

    public void Remove(string id) => _documents.TryRemove(id, out _);
}
