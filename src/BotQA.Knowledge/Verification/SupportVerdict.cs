using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Verification;

/// <summary>Whether passages support a sentence.</summary>
/// <param name="Support">How well, 0 to 1.</param>
/// <param name="Objection">Why not; null when they do.</param>
/// <param name="Quotes">The passages' own sentences that support it, or come closest to it; empty when none has anything of it.</param>
internal sealed record SupportVerdict(double Support, SupportObjection? Objection, IReadOnlyList<SupportingQuote> Quotes)
{
    // Seven in eight of the supported answers that are cut in the tuned support set have as much.
    private const double AboutTheSame = 0.65;

    /// <summary>Whether the quotes are about the same as the sentence, so that they say what is right where it may be wrong.</summary>
    public bool IsAboutTheSame => Support >= AboutTheSame;

    /// <summary>A sentence of which nothing is in a passage.</summary>
    public static SupportVerdict Against(SupportObjection objection) => new(0, objection, []);
}

/// <summary>A part of a passage that a sentence is compared with.</summary>
/// <param name="Chunk">The passage.</param>
/// <param name="Span">Whole sentences of it, as a span of the document's canonical text.</param>
internal readonly record struct SupportingQuote(KnowledgeChunk Chunk, TextSpan Span)
{
    /// <summary>The quoted text.</summary>
    public string Text => Chunk.Text[(Span.Start - Chunk.Start)..(Span.End - Chunk.Start)];
}
