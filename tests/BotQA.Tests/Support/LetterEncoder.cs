using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;

namespace BotQA.Tests.Support;

/// <summary>Makes a unit vector of a text's first letter, for tests that index for real but don't care for vectors.</summary>
internal sealed class LetterEncoder : IPassageEncoder
{
    public Task<IReadOnlyList<PassageEmbedding>> EncodeAsync(IReadOnlyList<PassageInput> passages, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<PassageEmbedding>>(
            [.. passages.Select(passage => new PassageEmbedding(Vector(passage.Text), [.. passage.Sentences.Select(sentence => Vector(sentence.Of(passage.Text)))]))]);

    private static float[] Vector(string text)
    {
        var vector = new float[KnowledgeChunk.EmbeddingDimensions];
        vector[text[0] % vector.Length] = 1;
        return vector;
    }
}
