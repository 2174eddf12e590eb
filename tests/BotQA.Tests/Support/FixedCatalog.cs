using System.Diagnostics.CodeAnalysis;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;

namespace BotQA.Tests.Support;

/// <summary>Holds some documents.</summary>
internal sealed class FixedCatalog(params IEnumerable<Document> documents) : IDocumentCatalog
{
    private readonly Dictionary<string, Document> _documents = documents.ToDictionary(document => document.Id);

    public int Count => _documents.Count;

    public IReadOnlyList<Document> List() => [.. _documents.Values.OrderBy(document => document.Id, StringComparer.Ordinal)];

    public bool TryGet(string id, [NotNullWhen(true)] out Document? document) => _documents.TryGetValue(id, out document);

    public void Put(Document document) => _documents[document.Id] = document;

    public void Remove(string id) => _documents.Remove(id);
}
