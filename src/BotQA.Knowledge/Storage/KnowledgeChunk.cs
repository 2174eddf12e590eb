using System.Reflection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Storage;

/// <summary>A chunk as it is stored: its text, its place in the document and its embedding.</summary>
public sealed record KnowledgeChunk
{
    /// <summary>The dimensions of the embedded model's vectors.</summary>
    public const int EmbeddingDimensions = 384;

    /// <summary>The definition of a collection whose vectors come from a model with other dimensions than the embedded one.</summary>
    /// <param name="dimensions">The dimensions of <see cref="Embedding"/>, at least 1.</param>
    public static VectorStoreCollectionDefinition DefinitionOf(int dimensions) =>
        new() { Properties = [.. typeof(KnowledgeChunk).GetProperties().Select(property => DefinitionOf(property, dimensions)).OfType<VectorStoreProperty>()] };

    /// <summary>The definition of a collection whose vectors come from a generator, by the dimensions that it names; without them the embedded model's.</summary>
    internal static VectorStoreCollectionDefinition DefinitionOf(IEmbeddingGenerator? generator) =>
        DefinitionOf((generator?.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata)?.DefaultModelDimensions ?? EmbeddingDimensions);

    /// <summary>The key of a chunk of a document.</summary>
    public static string KeyOf(string documentId, int index) => FormattableString.Invariant($"{documentId}#{index}");

    /// <summary>The key: document id, <c>#</c>, position among the document's chunks.</summary>
    [VectorStoreKey]
    public required string Key { get; init; }

    /// <summary>The id of the document.</summary>
    [VectorStoreData(IsIndexed = true)]
    public required string DocumentId { get; init; }

    /// <summary>The position among the document's chunks, from 0.</summary>
    [VectorStoreData]
    public required int Index { get; init; }

    /// <summary>The title of the document.</summary>
    [VectorStoreData(IsFullTextIndexed = true)]
    public required string Title { get; init; }

    /// <summary>The heading path, " > " between headings; empty without headings.</summary>
    [VectorStoreData(IsFullTextIndexed = true)]
    public required string Section { get; init; }

    /// <summary>The chunk's text, a span of the document's canonical text.</summary>
    [VectorStoreData(IsFullTextIndexed = true)]
    public required string Text { get; init; }

    /// <summary>The offset of the first character in the canonical text.</summary>
    [VectorStoreData]
    public required int Start { get; init; }

    /// <summary>The offset after the last character in the canonical text.</summary>
    [VectorStoreData]
    public required int End { get; init; }

    /// <summary>The sentences as pairs of offsets (start, end) into the canonical text, in order.</summary>
    [VectorStoreData]
    public required IReadOnlyList<int> SentenceOffsets { get; init; }

    /// <summary>
    /// The sentences' embeddings, one after the other in the order of <see cref="SentenceOffsets"/>, with a signed byte for each dimension: a unit
    /// vector times 127, or for <see cref="EmbeddingDimensions"/> times 381 and cut at 127. Empty when they were not computed.
    /// </summary>
    [VectorStoreData]
    public ReadOnlyMemory<byte> SentenceEmbeddings { get; init; }

    /// <summary>The embedding of the chunk with its title and heading path, of unit length.</summary>
    [VectorStoreVector(EmbeddingDimensions, DistanceFunction = DistanceFunction.CosineSimilarity)]
    public ReadOnlyMemory<float> Embedding { get; init; }

    private static VectorStoreProperty? DefinitionOf(PropertyInfo property, int dimensions) =>
        property.IsDefined(typeof(VectorStoreKeyAttribute)) ? new VectorStoreKeyProperty(property.Name, property.PropertyType)
        : property.IsDefined(typeof(VectorStoreVectorAttribute)) ? new VectorStoreVectorProperty(property.Name, property.PropertyType, dimensions) { DistanceFunction = DistanceFunction.CosineSimilarity }
        : property.GetCustomAttribute<VectorStoreDataAttribute>() is { } data
            ? new VectorStoreDataProperty(property.Name, property.PropertyType) { IsIndexed = data.IsIndexed, IsFullTextIndexed = data.IsFullTextIndexed }
        : null;
}
