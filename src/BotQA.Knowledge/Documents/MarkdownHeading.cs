namespace BotQA.Knowledge.Documents;

/// <summary>A heading of a Markdown document.</summary>
/// <param name="Level">From 1, the outermost, to 6.</param>
/// <param name="Text">Its text without markup, on one line.</param>
/// <param name="Start">Where its line starts in the canonical text.</param>
internal sealed record MarkdownHeading(int Level, string Text, int Start)
{
    /// <summary>Where its line ends.</summary>
    public int End => Start + Text.Length;
}
