using BotQA.Knowledge.Embeddings;
using Microsoft.Extensions.AI;

namespace BotQA.Models.Embeddings;

/// <summary>
/// Sends any number of texts in batches, a few at a time. A batch that is refused, for being too large or for one of its texts, is sent in
/// halves, so that in the end only the text at fault is.
/// </summary>
/// <param name="inner">Takes the batches.</param>
/// <param name="size">The most texts of a batch.</param>
internal sealed class BatchedEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, int size)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private const int BatchesAtATime = 4;

    /// <inheritdoc/>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var batches = values.Chunk(size).ToList();
        var results = new IReadOnlyList<Embedding<float>>[batches.Count];
        var parallelism = new ParallelOptions { MaxDegreeOfParallelism = BatchesAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches.Index(), parallelism, async (batch, token) => results[batch.Index] = await SendAsync(batch.Item, token));
        return [.. results.SelectMany(result => result)];
    }

    private async Task<IReadOnlyList<Embedding<float>>> SendAsync(string[] texts, CancellationToken cancellationToken)
    {
        try
        {
            return await base.GenerateAsync(texts, cancellationToken: cancellationToken);
        }
        catch (EmbeddingException e) when (e.RefusesTexts && texts.Length > 1)
        {
            var half = texts.Length / 2;
            return [.. await SendAsync(texts[..half], cancellationToken), .. await SendAsync(texts[half..], cancellationToken)];
        }
    }
}
