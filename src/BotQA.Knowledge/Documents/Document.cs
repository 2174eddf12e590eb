namespace BotQA.Knowledge.Documents;

/// <summary>A source of answers: a text and what is known about it. Every quote is a span of <see cref="Text"/>.</summary>
public sealed record Document
{
    /// <summary>The stable name: for a file its path relative to the knowledge folder, with forward slashes.</summary>
    public required string Id { get; init; }

    /// <summary>The title a person would use.</summary>
    public required string Title { get; init; }

    /// <summary>The canonical text; all spans refer to it.</summary>
    public required string Text { get; init; }

    /// <summary>The sections in the order of the text, not overlapping; empty when the text has no headings.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];
}
