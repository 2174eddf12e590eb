using BotQA.Knowledge.Storage.Vectors;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>The vectors of a collection's records.</summary>
internal sealed record VectorSchema(IReadOnlyList<VectorSchema.Column> Columns)
{
    private const int LargestSegmentBytes = 32 << 20;

    /// <summary>The most rows that a segment of moderate size holds.</summary>
    public int LargestSegment => Math.Clamp(LargestSegmentBytes / Math.Max(1, Columns.Sum(c => VectorBlock.BytesPerRow(c.Dimensions))), 64, 1 << 16);

    /// <summary>Reserves memory for the vectors of a segment.</summary>
    public VectorBlock[] CreateBlocks(int capacity) => [.. Columns.Select(c => new VectorBlock(c.Dimensions, capacity, c.Similarity))];

    /// <summary>A vector property.</summary>
    /// <param name="Name">The property's name.</param>
    /// <param name="Dimensions">The number of components.</param>
    /// <param name="Similarity">How the vectors are compared.</param>
    public sealed record Column(string Name, int Dimensions, VectorSimilarity Similarity);
}
