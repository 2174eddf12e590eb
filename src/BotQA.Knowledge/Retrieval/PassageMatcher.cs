using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Retrieval;

/// <summary>Matches a question with the sentences of passages. Safe for use from many threads.</summary>
internal sealed class PassageMatcher(IKeywordIndex keywords)
{
    // Texts are analysed once for as long as the store holds them: the table lets go of what nothing else refers to.
    private readonly ConditionalWeakTable<string, IReadOnlyList<AnalyzedToken>> _tokens = [];

    public PassageMatch Match(QuestionAnalysis question, KnowledgeChunk chunk)
    {
        var sentences = chunk.SentenceOffsets.Count / 2;
        var terms = new ulong[sentences];
        var context = 0UL;
        var sentence = 0;
        foreach (var token in Tokens(chunk.Text))
        {
            while (sentence < sentences && token.Start + chunk.Start >= chunk.SentenceOffsets[(2 * sentence) + 1])
            {
                sentence++;
            }

            if (sentence == sentences)
            {
                break;
            }

            var bit = question.BitOf(token.Term);
            if (token.Start + chunk.Start < chunk.SentenceOffsets[2 * sentence])
            {
                // A heading: part of the text, but not of a sentence.
                context |= bit;
            }
            else
            {
                terms[sentence] |= bit;
            }
        }

        foreach (var token in Tokens(chunk.Title).Concat(Tokens(chunk.Section)))
        {
            context |= question.BitOf(token.Term);
        }

        return new PassageMatch(Similarities(question, chunk, sentences), terms, context);
    }

    /// <summary>The distinct terms of a passage's text.</summary>
    public HashSet<string> DistinctTerms(KnowledgeChunk chunk) => [.. Tokens(chunk.Text).Select(token => token.Term)];

    /// <summary>The terms of a text, in order.</summary>
    public IReadOnlyList<AnalyzedToken> Tokens(string text) => _tokens.GetValue(text, keywords.Analyze);

    private static float[] Similarities(QuestionAnalysis question, KnowledgeChunk chunk, int sentences)
    {
        var similarities = new float[sentences];
        if (question.Embedding.IsEmpty)
        {
            return similarities;
        }

        var embedding = question.Embedding.Span;
        if (chunk.SentenceEmbeddings.IsEmpty)
        {
            Array.Fill(similarities, chunk.Embedding.IsEmpty ? 0 : TensorPrimitives.Dot(embedding, chunk.Embedding.Span));
            return similarities;
        }

        var bytes = MemoryMarshal.Cast<byte, sbyte>(chunk.SentenceEmbeddings.Span);
        var vector = new float[embedding.Length];
        for (var i = 0; i < sentences; i++)
        {
            TensorPrimitives.ConvertTruncating(bytes.Slice(i * vector.Length, vector.Length), vector);
            similarities[i] = TensorPrimitives.Dot<float>(embedding, vector) / SentenceEmbeddingCodec.ScaleOf(vector.Length);
        }

        return similarities;
    }
}
