namespace BotQA.Training.Tests.Support;

/// <summary>Tells whether libtorch can be loaded on this machine (it needs a C++ library of GCC 13 or newer).</summary>
internal static class Torch
{
    private static readonly Lazy<string?> Problem = new(() =>
    {
        try
        {
            using var one = TorchSharp.torch.ones(1);
            return null;
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            return e.GetBaseException().Message;
        }
    });

    public static void SkipUnlessAvailable() => Assert.SkipUnless(Problem.Value is null, $"libtorch can't be loaded here: {Problem.Value}");
}
