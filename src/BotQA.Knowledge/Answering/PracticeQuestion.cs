using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Answering;

/// <summary>A question that is answered before anybody asks one, since on the way to its answer all is loaded and compiled that the first real one needs.</summary>
internal static class PracticeQuestion
{
    public const string Text = "Who built the old mill?";

    /// <summary>A passage that answers it.</summary>
    public static KnowledgeChunk Passage { get; } = Create("Ann Miller built the old mill.");

    private static KnowledgeChunk Create(string text)
    {
        var vector = new float[KnowledgeChunk.EmbeddingDimensions];
        vector[0] = 1;
        return new KnowledgeChunk
        {
            Key = KnowledgeChunk.KeyOf("practice", 0),
            DocumentId = "practice",
            Index = 0,
            Title = "Practice",
            Section = "",
            Text = text,
            Start = 0,
            End = text.Length,
            SentenceOffsets = [0, text.Length],
            SentenceEmbeddings = SentenceEmbeddingCodec.Encode([vector]),
            Embedding = vector,
        };
    }
}
