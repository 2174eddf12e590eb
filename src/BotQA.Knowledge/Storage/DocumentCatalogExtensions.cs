using System.Diagnostics.CodeAnalysis;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Storage;

/// <summary>Finds the documents of chunks.</summary>
public static class DocumentCatalogExtensions
{
    /// <summary>
    /// Finds the document that a chunk was cut from. There is none when the document was removed or replaced by another text since the
    /// chunk was found; then the chunk's offsets mean nothing any more.
    /// </summary>
    public static bool TryGetSource(this IDocumentCatalog catalog, KnowledgeChunk chunk, [NotNullWhen(true)] out Document? document)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(chunk);
        if (catalog.TryGet(chunk.DocumentId, out document)
            && new TextSpan(chunk.Start, chunk.End).IsWithin(document.Text)
            && document.Text.AsSpan(chunk.Start, chunk.End - chunk.Start).SequenceEqual(chunk.Text))
        {
            return true;
        }

        document = null;
        return false;
    }
}
