namespace BotQA.Feedback;

/// <summary>What somebody thought of an answer. Nobody is named.</summary>
internal sealed record FeedbackEntry
{
    /// <summary>The longest comment that is stored: feedback from a page that hangs or a script shouldn't fill a disk.</summary>
    public const int MaxCommentLength = 4_000;

    /// <summary>When it was given, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The channel it came by.</summary>
    public required string Channel { get; init; }

    /// <summary><c>like</c> or <c>dislike</c>.</summary>
    public required string Reaction { get; init; }

    /// <summary>What was written, or null for nothing.</summary>
    public string? Comment { get; init; }

    /// <summary>The question, or null when the answer is no longer remembered.</summary>
    public string? Question { get; init; }

    /// <summary>The answer's text, or null when the answer is no longer remembered.</summary>
    public string? Answer { get; init; }

    /// <summary><c>answered</c> or <c>notFound</c>, or null when the answer is no longer remembered.</summary>
    public string? Status { get; init; }

    /// <summary>The quotes the answer rested on.</summary>
    public IReadOnlyList<FeedbackCitation> Citations { get; init; } = [];
}
