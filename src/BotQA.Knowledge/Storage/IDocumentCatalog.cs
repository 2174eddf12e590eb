using System.Diagnostics.CodeAnalysis;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Storage;

/// <summary>The indexed documents with their canonical texts, from which quotes are taken. Safe for use from many threads.</summary>
public interface IDocumentCatalog
{
    /// <summary>The number of documents.</summary>
    int Count { get; }

    /// <summary>The documents in the ordinal order of their ids.</summary>
    IReadOnlyList<Document> List();

    /// <summary>The ids and titles of the documents in the same order, without reading their texts where those lie elsewhere.</summary>
    IEnumerable<(string Id, string Title)> ListTitles() => List().Select(document => (document.Id, document.Title));

    /// <summary>Finds a document by its id.</summary>
    bool TryGet(string id, [NotNullWhen(true)] out Document? document);

    /// <summary>Adds a document, or replaces the one with its id.</summary>
    void Put(Document document);

    /// <summary>Removes a document; an unknown id is ignored.</summary>
    void Remove(string id);
}
