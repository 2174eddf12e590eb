using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Tests.Ingestion.Support;

/// <summary>Makes a vector of the hash of a text, and remembers the texts.</summary>
internal sealed class CountingEncoder : IPassageEncoder
{
    private readonly ConcurrentQueue<string> _texts = new();

    public string Identity { get; init; } = "counting";

    public int Dimensions { get; init; } = KnowledgeChunk.EmbeddingDimensions;

    public IReadOnlyCollection<string> Texts => _texts;

    /// <summary>Called before each batch.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    public async Task<IReadOnlyList<PassageEmbedding>> EncodeAsync(IReadOnlyList<PassageInput> passages, CancellationToken cancellationToken = default)
    {
        await Before(cancellationToken);
        foreach (var passage in passages)
        {
            _texts.Enqueue(passage.Text);
        }

        return [.. passages.Select(passage => new PassageEmbedding(
            Vector($"{passage.Context}\n{passage.Text}"),
            [.. passage.Sentences.Select(sentence => Vector(sentence.Of(passage.Text)))]))];
    }

    private float[] Vector(string text)
    {
        var random = new Random(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        var vector = Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }
}
