using System.Diagnostics.CodeAnalysis;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;

namespace BotQA.Uploads;

/// <summary>Finds uploaded documents by their ids, so that they are cited and shown like others; listed and counted are only the others.</summary>
internal sealed class UploadAwareCatalog(IDocumentCatalog inner, ConversationUploads uploads) : IDocumentCatalog
{
    /// <inheritdoc/>
    public int Count => inner.Count;

    /// <inheritdoc/>
    public IReadOnlyList<Document> List() => inner.List();

    /// <inheritdoc/>
    public IEnumerable<(string Id, string Title)> ListTitles() => inner.ListTitles();

    /// <inheritdoc/>
    public bool TryGet(string id, [NotNullWhen(true)] out Document? document) => inner.TryGet(id, out document) || uploads.TryGet(id, out document);

    /// <inheritdoc/>
    public void Put(Document document) => inner.Put(document);

    /// <inheritdoc/>
    public void Remove(string id) => inner.Remove(id);
}
