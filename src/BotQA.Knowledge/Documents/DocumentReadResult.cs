using System.Diagnostics.CodeAnalysis;

namespace BotQA.Knowledge.Documents;

/// <summary>What became of one source: a document, or the reason why it can't be used.</summary>
public sealed record DocumentReadResult
{
    private DocumentReadResult(string id, Document? document, string? failure)
    {
        Id = id;
        Document = document;
        Failure = failure;
    }

    /// <summary>The id of the source.</summary>
    public string Id { get; }

    /// <summary>The document, or null when it can't be used.</summary>
    public Document? Document { get; }

    /// <summary>Why the source can't be used and what to do about it, or null when it was read.</summary>
    public string? Failure { get; }

    /// <summary>Whether the source was read.</summary>
    [MemberNotNullWhen(true, nameof(Document))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Document is not null;

    /// <summary>A source that was read.</summary>
    public static DocumentReadResult Read(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new DocumentReadResult(document.Id, document, failure: null);
    }

    /// <summary>A source that can't be used.</summary>
    public static DocumentReadResult Failed(string id, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new DocumentReadResult(id, document: null, reason);
    }
}
