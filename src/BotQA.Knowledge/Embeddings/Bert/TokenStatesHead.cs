using System.Globalization;
using BotQA.Knowledge.Embeddings.Onnx;

namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>The encoder's own output: a vector for each token.</summary>
internal sealed class TokenStatesHead(BertShape shape) : IBertHead
{
    /// <summary>The name of the output, floats of shape [batch, tokens, hidden].</summary>
    public const string Output = "last_hidden_state";

    public void AddTo(OnnxGraph graph, string states, string? mask)
        => graph.AddOutput(Output, states, OnnxElementType.Single, "batch", "tokens", shape.Hidden.ToString(CultureInfo.InvariantCulture));
}
