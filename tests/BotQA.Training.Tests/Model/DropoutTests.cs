using BotQA.Training.Model;
using BotQA.Training.Tests.Support;
using static TorchSharp.torch;

namespace BotQA.Training.Tests.Model;

public class DropoutTests
{
    [Fact]
    public void Apply_Ones_DropsTheShareOfFeaturesOfAllTokensAndKeepsTheMean()
    {
        Torch.SkipUnlessAvailable();

        var dropped = Dropped(seed: 5);

        Assert.InRange(dropped.Count(x => x == 0) / (double)dropped.Length, 0.15, 0.25);
        Assert.InRange(dropped.Average(), 0.9, 1.1);
        Assert.Equal(dropped[..400], dropped[400..800]);
        Assert.NotEqual(dropped[..400], dropped[800..1200]);
    }

    [Fact]
    public void Apply_SameSeed_DropsTheSame()
    {
        Torch.SkipUnlessAvailable();

        Assert.Equal(Dropped(seed: 5), Dropped(seed: 5));
        Assert.NotEqual(Dropped(seed: 5), Dropped(seed: 6));
    }

    // Two inputs of two tokens.
    private static float[] Dropped(long seed)
    {
        using var dropout = new Dropout(0.2, seed);
        return dropout.Apply(ones(2, 2, 400)).data<float>().ToArray();
    }
}
