using BotQA.Knowledge.Embeddings.Onnx;

namespace BotQA.Knowledge.Embeddings.Sessions;

/// <summary>How to make a graph that is worth keeping.</summary>
/// <param name="Name">A short name for people, of letters, digits and hyphens.</param>
/// <param name="WeightsSha256">The hash of the weights in hexadecimal: other weights, another graph.</param>
/// <param name="Version">Raised whenever the same weights lead to another graph.</param>
/// <param name="Build">Builds the graph; called only when the cache doesn't hold it.</param>
internal sealed record GraphRecipe(string Name, string WeightsSha256, int Version, Func<OnnxGraph> Build)
{
    /// <summary>The file name the graph is kept under.</summary>
    public string FileName => $"{Name}-{WeightsSha256[..16]}-v{Version}.onnx";
}
