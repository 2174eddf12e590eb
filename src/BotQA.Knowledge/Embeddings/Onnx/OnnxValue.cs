namespace BotQA.Knowledge.Embeddings.Onnx;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">The name callers use.</param>
/// <param name="ElementType">The type of its values.</param>
/// <param name="Shape">For each dimension its length or, where it varies, a name for it.</param>
internal sealed record OnnxValue(string Name, OnnxElementType ElementType, IReadOnlyList<string> Shape);
