using BotQA.Knowledge.Documents;

namespace BotQA.Bot;

/// <summary>A question that a document suggests.</summary>
/// <param name="Question">The question.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Source">The sentence or section that suggests it, and ought to answer it.</param>
internal sealed record ExampleCandidate(string Question, ExampleKind Kind, string DocumentId, TextSpan Source);
