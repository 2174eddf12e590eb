namespace BotQA.Knowledge.Embeddings.Onnx;

/// <summary>One operation of a graph.</summary>
/// <param name="Operator">The operator's name.</param>
/// <param name="Domain">The operator set: empty for ONNX's own, <see cref="OnnxGraph.ContribDomain"/> for ONNX Runtime's additions.</param>
/// <param name="Inputs">The names of the values it reads; an empty name leaves an optional input out.</param>
/// <param name="Outputs">The names of the values it makes.</param>
/// <param name="Attributes">Its constants.</param>
internal sealed record OnnxNode(
    string Operator,
    string Domain,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<OnnxAttribute> Attributes);
