using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Tests.Ingestion.Support;
using Microsoft.Extensions.AI;

namespace BotQA.Postgres.Tests.Knowledge;

/// <summary>Embeds questions as an encoder embeds passages.</summary>
internal sealed class EncoderGenerator(CountingEncoder encoder) : IEmbeddingGenerator<string, Embedding<float>>
{
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        [.. (await encoder.EncodeAsync([.. values.Select(value => new PassageInput("", value, []))], cancellationToken)).Select(embedding => new Embedding<float>(embedding.Passage))];

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata(defaultModelDimensions: encoder.Dimensions) : null;

    public void Dispose()
    {
    }
}
