using BotQA.Knowledge.Storage.Keywords;
using BotQA.Knowledge.Storage.Vectors;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>What the store has to know about the records of a collection.</summary>
/// <param name="Vectors">The vector properties.</param>
/// <param name="Keywords">The properties that the keyword index covers.</param>
/// <param name="Analyzer">How texts become terms.</param>
internal sealed record CollectionSchema(VectorSchema Vectors, KeywordSchema Keywords, TextAnalyzer Analyzer)
{
    /// <summary>The schema of a record model.</summary>
    public static CollectionSchema Create(CollectionModel model, TextAnalyzer analyzer) => new(
        new VectorSchema([.. model.VectorProperties.Select(p => new VectorSchema.Column(p.ModelName, p.Dimensions, Similarity(p)))]),
        new KeywordSchema(
            [.. model.DataProperties.Where(p => p.IsFullTextIndexed).Select(p => p.ModelName)],
            [.. model.DataProperties.Where(p => p.IsIndexed && p.Type == typeof(string)).Select(p => p.ModelName)]),
        analyzer);

    /// <summary>Whether records of the other schema can be kept together with those of this one.</summary>
    public bool Equivalent(CollectionSchema other) =>
        Vectors.Columns.SequenceEqual(other.Vectors.Columns)
        && Keywords.TextFields.SequenceEqual(other.Keywords.TextFields)
        && Keywords.ValueFields.SequenceEqual(other.Keywords.ValueFields);

    /// <summary>How the vectors of a property are compared.</summary>
    /// <exception cref="NotSupportedException">The store doesn't know the distance function.</exception>
    public static VectorSimilarity Similarity(VectorPropertyModel property) => property.DistanceFunction switch
    {
        null or DistanceFunction.CosineSimilarity => VectorSimilarity.Cosine,
        DistanceFunction.DotProductSimilarity => VectorSimilarity.DotProduct,
        var other => throw new NotSupportedException(
            $"The store can't compare the vectors of '{property.ModelName}' by {other}; set {nameof(DistanceFunction)} to "
            + $"{DistanceFunction.CosineSimilarity} or {DistanceFunction.DotProductSimilarity}."),
    };
}
