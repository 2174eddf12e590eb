using BotQA.Knowledge.Ingestion;

namespace BotQA.Json;

/// <summary>A document of the index as <c>documents --json</c> prints it.</summary>
/// <param name="Document">Its id.</param>
/// <param name="File">The id of the file it is, or is attached to.</param>
/// <param name="Title">Its title; null when it can't be used.</param>
/// <param name="Chunks">The chunks it is searched by.</param>
/// <param name="Characters">The UTF-16 characters of its text.</param>
/// <param name="Modified">When the file was last written.</param>
/// <param name="Indexed">When the file was read.</param>
/// <param name="Failure">Why it can't be used; null when it can be searched.</param>
internal sealed record IndexedDocumentJson(
    string Document, string File, string? Title, int Chunks, int Characters, DateTimeOffset Modified, DateTimeOffset Indexed, string? Failure)
{
    public static IndexedDocumentJson Of(IndexedFile file, IndexedDocument document) => new(
        document.Id,
        file.Id,
        document.Failure is null ? document.Title : null,
        document.Chunks,
        document.Characters,
        file.Modified,
        file.Indexed,
        document.Failure);
}
