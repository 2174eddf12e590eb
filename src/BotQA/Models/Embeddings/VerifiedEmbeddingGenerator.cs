using System.ClientModel;
using System.Numerics.Tensors;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Generation;
using Microsoft.Extensions.AI;
using OllamaSharp.Models.Exceptions;

namespace BotQA.Models.Embeddings;

/// <summary>
/// Takes no vector that isn't what the settings say. Whatever goes wrong is an <see cref="EmbeddingException"/> with a remedy. The vectors have
/// length 1.
/// </summary>
/// <param name="inner">The provider's client.</param>
/// <param name="model">The model.</param>
internal sealed class VerifiedEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, EmbeddingModelOptions model)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private readonly EmbeddingGenerationOptions? _request = KnownEmbeddingModels.CanShorten(model.Name) ? new() { Dimensions = model.KnownDimensions } : null;

    /// <inheritdoc/>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        GeneratedEmbeddings<Embedding<float>> generated;
        try
        {
            generated = await base.GenerateAsync(texts, _request, cancellationToken);
        }
        catch (Exception e) when (ModelErrors.Translate(e) is { } translated)
        {
            throw Failure(translated.Message, translated.Failure, e);
        }

        if (generated.Count != texts.Count)
        {
            throw Failure($"{texts.Count} texts got {generated.Count} vectors.", ModelFailure.Malformed);
        }

        return [.. generated.Select(embedding => new Embedding<float>(Verify(embedding.Vector)) { ModelId = embedding.ModelId })];
    }

    private float[] Verify(ReadOnlyMemory<float> vector)
    {
        if (vector.Length != model.KnownDimensions)
        {
            throw new EmbeddingException(
                $"{ModelSettings.Embeddings}:Dimensions is {model.KnownDimensions}, but {model.Name} gives vectors of {vector.Length} numbers. Set it to {vector.Length}, or {ModelSettings.Embeddings}:Name to another model.");
        }

        var length = TensorPrimitives.Norm(vector.Span);
        if (!float.IsFinite(length) || length == 0)
        {
            throw Failure("a vector has no direction.", ModelFailure.Malformed);
        }

        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector.Span, length, unit);
        return unit;
    }

    private EmbeddingException Failure(string reason, ModelFailure failure, Exception? cause = null) => new(
        $"The embedding model {model.Name} ({model.Provider}) gave no vectors: {reason} {ModelRemedies.Of(failure, ModelSettings.Embeddings)}",
        refusesTexts: cause is OllamaException or ResponseError || StatusOf(cause) is 400 or 413 or 422,
        cause);

    private static int StatusOf(Exception? cause) => cause switch
    {
        ClientResultException e => e.Status,
        HttpRequestException e => (int)(e.StatusCode ?? 0),
        _ => 0,
    };
}
