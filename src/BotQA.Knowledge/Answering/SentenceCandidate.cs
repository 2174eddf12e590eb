using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Reading;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Answering;

/// <summary>A sentence that may answer a question.</summary>
internal sealed record SentenceCandidate
{
    /// <summary>The passage it stands in.</summary>
    public required RetrievedPassage Passage { get; init; }

    /// <summary>The position among the passage's sentences.</summary>
    public required int Index { get; init; }

    /// <summary>The place in the document's canonical text.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The set of the question's terms in it.</summary>
    public required ulong Terms { get; init; }

    /// <summary>The cosine similarity to the question.</summary>
    public required double Similarity { get; init; }

    /// <summary>The phrases of the type that the question asks for, those of the question itself left out; spans of <see cref="Text"/>.</summary>
    public required IReadOnlyList<TextSpan> Phrases { get; init; }

    /// <summary>The best answer that the reader sees in it, a span of the passage's text; null where it wasn't read.</summary>
    public SpanReading? Reading { get; init; }

    /// <summary>The answer that the reader sees in it; the whole sentence where it wasn't read.</summary>
    public string Answer => Reading is { Span: var span } ? span.Of(Passage.Chunk.Text) : Text;

    /// <summary>The values of <see cref="SentenceFeatures.Names"/> or <see cref="SentenceFeatures.NamesWithReader"/>.</summary>
    public required double[] Features { get; init; }

    /// <summary>The ranking score: the log-odds of answering against another candidate of the same question.</summary>
    public double Score { get; init; }
}
