using BotQA.Knowledge.Storage.Vectors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>What a search is given: a vector, or something an embedding generator makes one of.</summary>
internal readonly struct SearchInput
{
    private readonly VectorPropertyModel _property;
    private readonly VectorSimilarity _similarity;
    private readonly ReadOnlyMemory<float>? _vector;
    private readonly object? _value;

    private SearchInput(VectorPropertyModel property, VectorSimilarity similarity, ReadOnlyMemory<float>? vector, object? value)
    {
        _property = property;
        _similarity = similarity;
        _vector = vector;
        _value = value;
    }

    /// <summary>Checks the value of a search.</summary>
    /// <exception cref="ArgumentException">The vector can't be compared with those of the property.</exception>
    /// <exception cref="InvalidOperationException">The value is no vector, and no embedding generator is configured.</exception>
    public static SearchInput Create<TInput>(TInput value, VectorPropertyModel property)
        where TInput : notnull
    {
        ReadOnlyMemory<float>? vector = value switch
        {
            ReadOnlyMemory<float> memory => memory,
            Memory<float> memory => memory,
            float[] array => array,
            Embedding<float> embedding => embedding.Vector,
            _ => (ReadOnlyMemory<float>?)null,
        };
        if (vector is null && property.EmbeddingGenerationDispatcher is null)
        {
            throw new InvalidOperationException(
                VectorDataStrings.InvalidSearchInputAndNoEmbeddingGeneratorWasConfigured(typeof(TInput), InMemoryModelBuilder.VectorTypes));
        }

        return vector is { } given && VectorBlock.Validate(given.Span, property.Dimensions) is { } problem
            ? throw new ArgumentException($"The vector to search '{property.ModelName}' for {problem}.", nameof(value))
            : new SearchInput(property, CollectionSchema.Similarity(property), vector, value);
    }

    /// <summary>The query, its vector generated if it has to be.</summary>
    public async Task<VectorQuery> ToQueryAsync(CancellationToken cancellationToken) =>
        new((await ToVectorAsync(cancellationToken)).Span, _similarity);

    /// <summary>The vector, generated if it has to be.</summary>
    public async Task<ReadOnlyMemory<float>> ToVectorAsync(CancellationToken cancellationToken)
    {
        if (_vector is { } given)
        {
            return given;
        }

        var generated = ((Embedding<float>)await _property.GenerateEmbeddingAsync(_value, cancellationToken)).Vector;
        return VectorBlock.Validate(generated.Span, _property.Dimensions) is { } problem
            ? throw new VectorStoreException($"The vector that the embedding generator made to search '{_property.ModelName}' for {problem}.")
            : generated;
    }
}
