namespace BotQA.Knowledge.Documents;

/// <summary>A part of a document under one heading.</summary>
/// <param name="HeadingPath">
/// The headings above the text, outermost first, without one that is the document's title; empty before the first heading.
/// </param>
/// <param name="Span">The part of the canonical text, its own heading line included.</param>
public sealed record Section(IReadOnlyList<string> HeadingPath, TextSpan Span);
