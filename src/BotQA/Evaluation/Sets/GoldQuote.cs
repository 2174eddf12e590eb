using BotQA.Knowledge.Documents;

namespace BotQA.Evaluation.Sets;

/// <summary>A place in a document that supports the answer.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Span">The place in its canonical text.</param>
internal sealed record GoldQuote(string DocumentId, TextSpan Span);
