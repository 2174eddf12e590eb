using BotQA.Training.Model;
using BotQA.Training.Tests.Support;
using static TorchSharp.torch;

namespace BotQA.Training.Tests.Model;

public sealed class AdamWTests
{
    [Fact]
    public void Step_SomeGradients_IsTheTextbookUpdate()
    {
        Torch.SkipUnlessAvailable();
        var start = Enumerable.Range(0, 19).Select(i => (i - 9) / 10f).ToArray();
        var weight = tensor(start).requires_grad_(true);
        var optimizer = new AdamW([new Parameter("w", weight, Decays: true, RateFactor: 2)], averageDecay: 0.5, threads: 2);
        var (expected, average) = (start.Select(v => (double)v).ToArray(), start.Select(v => (double)v).ToArray());
        var (first, second) = (new double[19], new double[19]);

        for (var step = 1; step <= 5; step++)
        {
            (weight * weight * step).sum().backward();
            var gradient = expected.Select(w => 2 * w * step).ToArray();
            var norm = Math.Sqrt(gradient.Sum(g => g * g));
            Assert.Equal(norm, optimizer.Step(0.01, clip: 1), norm * 1e-4);
            for (var i = 0; i < gradient.Length; i++)
            {
                var g = gradient[i] / Math.Max(1, norm);
                first[i] = (0.9 * first[i]) + (0.1 * g);
                second[i] = (0.98 * second[i]) + (0.02 * g * g);
                var move = first[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(second[i] / (1 - Math.Pow(0.98, step))) + 1e-6);
                expected[i] -= 0.02 * ((0.01 * expected[i]) + move);
                average[i] += (1 - Math.Min(0.5, (1.0 + step) / (10 + step))) * (expected[i] - average[i]);
            }
        }

        Assert.All(weight.data<float>().ToArray().Zip(expected), p => Assert.Equal(p.Second, p.First, 1e-4));
        Assert.All(Assert.Single(optimizer.Averages).Values.Zip(average), p => Assert.Equal(p.Second, p.First, 1e-4));
    }
}
