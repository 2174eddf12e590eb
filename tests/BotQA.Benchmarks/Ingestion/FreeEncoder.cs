using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;

namespace BotQA.Benchmarks.Ingestion;

/// <summary>Gives random unit vectors, which cost next to nothing.</summary>
internal sealed class FreeEncoder : IPassageEncoder
{
    public Task<IReadOnlyList<PassageEmbedding>> EncodeAsync(IReadOnlyList<PassageInput> passages, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<PassageEmbedding>>([.. passages.Select(passage => new PassageEmbedding(Vector(), [.. passage.Sentences.Select(_ => Vector())]))]);

    private static float[] Vector()
    {
        var vector = new float[KnowledgeChunk.EmbeddingDimensions];
        var squares = 0f;
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = Random.Shared.NextSingle() - 0.5f;
            squares += vector[i] * vector[i];
        }

        var scale = 1 / MathF.Sqrt(squares);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] *= scale;
        }

        return vector;
    }
}
