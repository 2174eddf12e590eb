using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage.Support;

/// <summary>A record with one property of each kind.</summary>
public sealed class Article
{
    public const int Dimensions = 3;

    [VectorStoreKey]
    public string Id { get; set; } = "";

    [VectorStoreData(IsIndexed = true)]
    public string? Category { get; set; }

    [VectorStoreData(IsIndexed = true)]
    public int Year { get; set; }

    [VectorStoreData(IsFullTextIndexed = true)]
    public string? Body { get; set; }

    [VectorStoreVector(Dimensions, DistanceFunction = DistanceFunction.CosineSimilarity)]
    public ReadOnlyMemory<float> Vector { get; set; }

    public static Article Create(string id, float[]? vector = null, string? category = null, int year = 2000, string? body = null) =>
        new() { Id = id, Category = category, Year = year, Body = body, Vector = vector ?? [1, 0, 0] };
}
