using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;

namespace BotQA.Uploads;

/// <summary>A file that a user added to a conversation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Documents">The document, and those attached to it.</param>
/// <param name="Chunks">Their chunks.</param>
internal sealed record UploadedFile(string Name, IReadOnlyList<Document> Documents, IReadOnlyList<KnowledgeChunk> Chunks)
{
    private const string IdPrefix = "upload:";

    /// <summary>The id of the next document: no file of a folder has it, and nobody can guess it.</summary>
    /// <param name="name">The name of its file, without a slash.</param>
    public static string NewId(string name) => $"{IdPrefix}{Guid.NewGuid():N}/{name}";

    /// <summary>The id of a document as a person reads it: the path of a file, or the name of an uploaded one.</summary>
    public static string Readable(string documentId) =>
        documentId.StartsWith(IdPrefix, StringComparison.Ordinal) ? documentId[(documentId.IndexOf('/', StringComparison.Ordinal) + 1)..] : documentId;
}
