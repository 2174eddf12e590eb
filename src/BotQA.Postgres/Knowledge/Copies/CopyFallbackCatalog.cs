using System.Diagnostics.CodeAnalysis;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;

namespace BotQA.Postgres.Knowledge.Copies;

/// <summary>The documents in the database, and while it is away those of this host's copy: the texts that the copied chunks were cut from.</summary>
/// <param name="database">The documents in the database.</param>
/// <param name="copy">The copy.</param>
/// <param name="feed">Knows whether the database is away.</param>
internal sealed class CopyFallbackCatalog(IDocumentCatalog database, KnowledgeCopy copy, KnowledgeFeed feed) : IDocumentCatalog
{
    public int Count => database.Count;

    public IReadOnlyList<Document> List() => IsAway ? copy.Documents.List() : database.List();

    public IEnumerable<(string Id, string Title)> ListTitles() => database.ListTitles();

    public bool TryGet(string id, [NotNullWhen(true)] out Document? document)
    {
        if (!IsAway)
        {
            try
            {
                return database.TryGet(id, out document);
            }
            catch (Exception exception) when (copy.IsReady && KnowledgeFeed.IsAway(exception))
            {
                // Found out before the feed did.
            }
        }

        return copy.Documents.TryGet(id, out document);
    }

    public void Put(Document document) => database.Put(document);

    public void Remove(string id) => database.Remove(id);

    private bool IsAway => feed.Problem is not null && copy.IsReady;
}
