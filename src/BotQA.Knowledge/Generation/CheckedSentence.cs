using BotQA.Knowledge.Verification;

namespace BotQA.Knowledge.Generation;

/// <summary>A sentence that a model wrote, and what its check gave.</summary>
/// <param name="Text">The sentence as plain text.</param>
/// <param name="Support">How well the cited passages support it, 0 to 1.</param>
/// <param name="Objection">Why it was left out; null when it was kept.</param>
public sealed record CheckedSentence(string Text, double Support, SupportObjection? Objection)
{
    /// <summary>Whether sentences of the source are quoted in its place.</summary>
    public bool IsReplacedByQuote { get; init; }
}
