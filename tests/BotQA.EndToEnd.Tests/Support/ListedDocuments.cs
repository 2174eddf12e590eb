using System.Diagnostics.CodeAnalysis;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>A catalog with a few documents.</summary>
internal sealed class ListedDocuments : IDocumentCatalog
{
    private readonly SortedDictionary<string, Document> _documents = new(StringComparer.Ordinal);

    public int Count => _documents.Count;

    public IReadOnlyList<Document> List() => [.. _documents.Values];

    public bool TryGet(string id, [NotNullWhen(true)] out Document? document) => _documents.TryGetValue(id, out document);

    public void Put(Document document) => _documents[document.Id] = document;

    public void Remove(string id) => _documents.Remove(id);
}
