namespace BotQA.ActivityProtocol.Teams;

/// <summary>A source that a message rests on.</summary>
/// <param name="Position">The number in the text, as in <c>[1]</c>; at least 1.</param>
/// <param name="Name">The title of the source; shortened to 80 characters.</param>
/// <param name="Abstract">The quote; shortened to 160 characters. Teams shows no citation without one, so the name stands in for an empty one.</param>
public sealed record MessageCitation(int Position, string Name, string Abstract)
{
    /// <summary>Where the source can be read, http or https; another URL, or null, makes no link.</summary>
    public string? Url { get; init; }

    /// <summary>Words about the source; the first 3 are shown, each shortened to 28 characters.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The picture, one of Teams' names such as <c>PDF</c> or <c>Microsoft Word</c>; null for none.</summary>
    public string? Icon { get; init; }
}
