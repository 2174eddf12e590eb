using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace BotQA.Training.Model;

/// <summary>A trained tensor.</summary>
/// <param name="Name">Its name in the weights file.</param>
/// <param name="Tensor">Its values.</param>
/// <param name="Decays">True for matrices, false for biases and layer norms, which weight decay leaves alone.</param>
/// <param name="RateFactor">What its learning rate is multiplied by.</param>
internal sealed record Parameter(string Name, Tensor Tensor, bool Decays, float RateFactor)
{
    public int Count => checked((int)Tensor.numel());

    public NamedTensor Snapshot() => new(Name, Tensor.shape, MemoryMarshal.Cast<byte, float>(Tensor.bytes).ToArray());

    public void Set(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values).CopyTo(Tensor.bytes);
}
