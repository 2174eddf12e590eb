using static TorchSharp.torch;

namespace BotQA.Training.Model;

/// <summary>
/// Sets a share of the features to zero and scales the others up (Srivastava et al. 2014), the same ones for all tokens of an input
/// (Gal and Ghahramani 2016) and for the same seed.
/// </summary>
internal sealed class Dropout(double share, long seed) : IDisposable
{
    private readonly Generator _generator = new((ulong)seed, CPU);

    /// <summary>Applies it to numbers of [inputs, tokens, features].</summary>
    public Tensor Apply(Tensor x)
    {
        using var kept = empty([x.shape[0], 1, x.shape[2]]).bernoulli_(1 - share, _generator);
        return x * kept.div_(1 - share).to(x.dtype);
    }

    public void Dispose() => _generator.Dispose();
}
