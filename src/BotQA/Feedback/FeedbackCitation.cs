using BotQA.Knowledge.Citations;

namespace BotQA.Feedback;

/// <summary>A quote of an answer that somebody gave feedback on.</summary>
/// <param name="Document">The id of the source.</param>
/// <param name="Start">The UTF-16 offset of the first character in the source's canonical text.</param>
/// <param name="End">The offset after the last one.</param>
/// <param name="Quote">The characters in between.</param>
internal sealed record FeedbackCitation(string Document, int Start, int End, string Quote)
{
    public static FeedbackCitation Of(Citation citation) => new(citation.DocumentId, citation.Span.Start, citation.Span.End, citation.Quote);
}
