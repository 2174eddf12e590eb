using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage.Support;

/// <summary>A record whose vector has whole numbers for components, so that its dot products are exact and often equal.</summary>
public sealed class Point
{
    public const int Dimensions = 4;

    [VectorStoreKey]
    public int Id { get; set; }

    [VectorStoreData]
    public int Version { get; set; }

    [VectorStoreData(IsFullTextIndexed = true)]
    public string Text { get; set; } = "";

    [VectorStoreVector(Dimensions, DistanceFunction = DistanceFunction.DotProductSimilarity)]
    public ReadOnlyMemory<float> Place { get; set; }
}
