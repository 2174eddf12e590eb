using BotQA.Knowledge.Embeddings.Onnx;

namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>What is computed from the encoder's token states.</summary>
internal interface IBertHead
{
    /// <summary>Adds the head's nodes and declares its output.</summary>
    /// <param name="graph">The graph with the encoder.</param>
    /// <param name="states">The name of the token states: floats of shape [batch, tokens, hidden].</param>
    /// <param name="mask">The name of the attention mask, 64-bit integers of shape [batch, tokens] that are 1 for tokens and 0 for padding; null when the graph takes none.</param>
    void AddTo(OnnxGraph graph, string states, string? mask);
}
