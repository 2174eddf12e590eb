using Microsoft.Extensions.AI;

namespace BotQA.Knowledge.Tests.Storage.Support;

/// <summary>Embeds a text by how often it names sun, moon and star.</summary>
public sealed class WordCountGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private static readonly string[] Words = ["sun", "moon", "star"];

    public static float[] Embed(string text) => [.. Words.Select(word => (float)text.Split(' ').Count(part => part == word))];

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(value => new Embedding<float>(Embed(value)))));

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
