using System.Globalization;
using System.Text;
using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>What the chunks of a file depend on besides its bytes: the readers, the chunker, and their settings.</summary>
internal static class ReadingIdentity
{
    public static ContentHash Of(IEnumerable<DocumentReader> readers, IDocumentChunker chunker, DocumentOptions documents, ChunkingOptions chunking)
    {
        IEnumerable<string> parts = [.. readers.Select(Code), Code(chunker), .. Settings(documents), .. Settings(chunking)];
        return ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
    }

    // The id of a module changes whenever its code does.
    private static string Code(object part) => $"{part.GetType().FullName} {part.GetType().Module.ModuleVersionId}";

    private static IEnumerable<string> Settings(object options) => options.GetType().GetProperties()
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => string.Create(CultureInfo.InvariantCulture, $"{property.Name}={property.GetValue(options)}"));
}
