using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Reading;

/// <summary>A passage to read.</summary>
/// <param name="Text">The text.</param>
public sealed record ReaderPassage(string Text)
{
    /// <summary>The parts of the text whose best answers are wanted too, as UTF-16 offsets into it; none by default.</summary>
    public IReadOnlyList<TextSpan> Sentences { get; init; } = [];
}
