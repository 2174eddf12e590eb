namespace BotQA.Knowledge.Ingestion;

/// <summary>A document of a file, or the reason why it can't be used.</summary>
public sealed record IndexedDocument
{
    /// <summary>Its id: that of the file, or of an attachment in it.</summary>
    public required string Id { get; init; }

    /// <summary>Its title; empty when it can't be used.</summary>
    public string Title { get; init; } = "";

    /// <summary>The UTF-16 characters of its text; 0 when it can't be used.</summary>
    public int Characters { get; init; }

    /// <summary>The chunks it is searched by; 0 when it can't be used.</summary>
    public int Chunks => ChunkHashes.Count;

    /// <summary>Why it can't be used and what to do about it, or null when it can be searched.</summary>
    public string? Failure { get; init; }

    internal IReadOnlyList<ContentHash> ChunkHashes { get; init; } = [];
}
