using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Chunking;

/// <summary>What chunks are packed from: a sentence, a heading's line, or a piece of a sentence that is too long for a chunk.</summary>
/// <param name="Span">Its place in the canonical text.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct ChunkUnit(TextSpan Span, int Tokens, ChunkUnitKind Kind);

/// <summary>The kinds of <see cref="ChunkUnit"/>.</summary>
internal enum ChunkUnitKind
{
    /// <summary>A whole sentence.</summary>
    Sentence,

    /// <summary>A heading's line, which is no sentence to quote.</summary>
    Heading,

    /// <summary>A part of a sentence that exceeds the limit alone.</summary>
    Piece,
}
