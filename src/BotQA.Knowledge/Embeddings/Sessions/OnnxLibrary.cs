using Microsoft.ML.OnnxRuntime;

namespace BotQA.Knowledge.Embeddings.Sessions;

/// <summary>The native library of ONNX Runtime.</summary>
internal static class OnnxLibrary
{
    /// <summary>
    /// Begins to load it on another thread. It takes as long as composing a program does, so a program that will need a model calls this
    /// first. What fails is thrown again by whoever needs it.
    /// </summary>
    public static void BeginLoading() => _ = Task.Run(OrtEnv.Instance);
}
