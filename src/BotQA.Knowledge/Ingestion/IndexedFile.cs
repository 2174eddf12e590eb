using BotQA.Knowledge.Ingestion.Folders;

namespace BotQA.Knowledge.Ingestion;

/// <summary>What is known of a file of the folder.</summary>
public sealed record IndexedFile
{
    /// <summary>Its path relative to the folder, with forward slashes.</summary>
    public required string Id { get; init; }

    /// <summary>Its bytes; -1 when they couldn't be had.</summary>
    public long Size => Stamp.Size;

    /// <summary>When the file was last written.</summary>
    public DateTimeOffset Modified => new(Stamp.Modified, TimeSpan.Zero);

    /// <summary>When it was read for the index.</summary>
    public required DateTimeOffset Indexed { get; init; }

    /// <summary>The document that it is, and then those attached to it; with a reason for each that can't be used.</summary>
    public required IReadOnlyList<IndexedDocument> Documents { get; init; }

    internal FileStamp Stamp { get; init; }

    /// <summary>Whether an equal stamp means equal content.</summary>
    internal bool IsStampTrusted { get; init; }

    /// <summary>The hash of its bytes; null when they couldn't be had, so that it is tried again.</summary>
    internal ContentHash? Hash { get; init; }

    /// <summary>By which readers and settings it was read.</summary>
    internal ContentHash Reading { get; init; }

    internal IEnumerable<string> SearchableIds => Documents.Where(document => document.Failure is null).Select(document => document.Id);
}
