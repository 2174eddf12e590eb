namespace BotQA.Knowledge.Documents;

/// <summary>A heading of a document.</summary>
/// <param name="Level">From 1, the outermost, to 6.</param>
/// <param name="Text">Its text without markup, on one line; empty where a part without a heading begins.</param>
/// <param name="Start">Where its line starts in the canonical text.</param>
internal sealed record DocumentHeading(int Level, string Text, int Start)
{
    /// <summary>Where its line ends.</summary>
    public int End => Start + Text.Length;
}
