using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace BotQA.Models.Embeddings;

/// <summary>The mean of a model's vectors, which is asked for once. Safe for use from many threads.</summary>
internal sealed class EmbeddingCentre : IDisposable
{
    // Of no importance but for their number and for having nothing to do with each other.
    private static readonly string[] Texts =
    [
        "The ferry to the island leaves twice a day.",
        "Add the onions and fry them until they are brown.",
        "How do I reset the password of my account?",
        "The committee adopted the proposal by a small majority.",
        "Photosynthesis turns light into chemical energy.",
        "Revenue in the third quarter rose by four percent.",
        "She learned to play the violin as a child.",
        "The bridge was closed for repairs in March.",
        "Take one tablet after each meal for ten days.",
        "Who painted the ceiling of the chapel?",
        "The tenant has to give three months' notice.",
        "A function may call itself until a condition is met.",
        "Wolves returned to the valley after eighty years.",
        "The final score was two to one after extra time.",
        "Tighten the four bolts in a cross pattern.",
        "What is the capital of the smallest province?",
        "The treaty ended a war of thirty years.",
        "Glaciers carry rocks and leave them as moraines.",
        "Employees may work from home on two days a week.",
        "The novel tells of a fisherman and his daughter.",
        "Invoices are payable within thirty days.",
        "The comet returns every seventy-six years.",
        "Keep the vaccine between two and eight degrees.",
        "Why does bread rise when yeast is added?",
        "The village lies on the eastern bank of the river.",
        "Click the button and choose a file to import.",
        "Silk was carried along the roads of the desert.",
        "The engine needs oil of a lower viscosity in winter.",
        "Voters under thirty stayed at home.",
        "The cathedral's towers were never finished.",
        "An atom of helium has two protons.",
        "The orchestra tunes to the oboe.",
    ];

    private readonly SemaphoreSlim _turn = new(1, 1);
    private float[]? _mean;

    /// <summary>The mean; the first call has the texts embedded.</summary>
    public async Task<float[]> GetAsync(IEmbeddingGenerator<string, Embedding<float>> generator, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _mean) is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _mean ??= Mean([.. (await generator.GenerateAsync(Texts, cancellationToken: cancellationToken)).Select(embedding => embedding.Vector)]);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static float[] Mean(IReadOnlyList<ReadOnlyMemory<float>> vectors)
    {
        var mean = new float[vectors[0].Length];
        foreach (var vector in vectors)
        {
            TensorPrimitives.Add(mean, vector.Span, mean);
        }

        TensorPrimitives.Divide(mean, vectors.Count, mean);
        return mean;
    }
}
