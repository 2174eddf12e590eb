using System.Numerics.Tensors;
using BotQA.Knowledge.Embeddings;
using Microsoft.Extensions.AI;

namespace BotQA.Models.Embeddings;

/// <summary>
/// Moves a model's vectors so that texts which have nothing to do with each other have a cosine of about 0. Most models give all vectors
/// a common direction, so that nothing is less similar than, say, 0.7; the confidence is calibrated on a model without one. What is
/// subtracted is the mean of texts about many things.
/// </summary>
internal sealed class CentredEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, EmbeddingCentre centre)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    /// <summary>Raised whenever the same vectors are moved otherwise.</summary>
    public const int Version = 1;

    /// <inheritdoc/>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var mean = await CentreAsync(cancellationToken);
        var generated = await base.GenerateAsync(values, options, cancellationToken);
        return [.. generated.Select(embedding => new Embedding<float>(Move(embedding.Vector.Span, mean)) { ModelId = embedding.ModelId })];
    }

    // A model that refuses these texts takes none.
    private async Task<float[]> CentreAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await centre.GetAsync(InnerGenerator, cancellationToken);
        }
        catch (EmbeddingException e) when (e.RefusesTexts)
        {
            throw new EmbeddingException(e.Message, refusesTexts: false, e);
        }
    }

    private static float[] Move(ReadOnlySpan<float> vector, ReadOnlySpan<float> mean)
    {
        var moved = new float[vector.Length];
        TensorPrimitives.Subtract(vector, mean, moved);
        var length = TensorPrimitives.Norm<float>(moved);
        if (length == 0)
        {
            throw new EmbeddingException("The embedding model gives the same vector for every text. Set Embeddings:Name to a model that embeds texts.");
        }

        TensorPrimitives.Divide(moved, length, moved);
        return moved;
    }
}
