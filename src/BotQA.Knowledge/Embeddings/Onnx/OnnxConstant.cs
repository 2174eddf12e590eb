namespace BotQA.Knowledge.Embeddings.Onnx;

/// <summary>A constant tensor of a graph.</summary>
/// <param name="Name">The name nodes refer to it by.</param>
/// <param name="ElementType">The type of its values.</param>
/// <param name="Shape">The length of each dimension; empty for a scalar.</param>
/// <param name="Data">The values, row by row, little-endian.</param>
internal sealed record OnnxConstant(string Name, OnnxElementType ElementType, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Data);
