using BotQA.Knowledge.Embeddings;
using CsCheck;

namespace BotQA.Knowledge.Tests.Embeddings;

public sealed class TokenWindowsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(254)]
    public void Cut_TokensThatFit_GivesOneWindow(int count)
    {
        Assert.Equal([0..count], TokenWindows.Cut(count, size: 254, overlap: 32));
    }

    [Fact]
    public void Cut_OneTokenTooMany_GivesTwoWindowsOverBothEnds()
    {
        Assert.Equal([0..254, 1..255], TokenWindows.Cut(255, size: 254, overlap: 32));
    }

    [Fact]
    public void Cut_AnyLength_CoversAllWithTheOverlapAndNoWindowToSpare()
    {
        Gen.Select(Gen.Int[1, 5000], Gen.Int[2, 300], Gen.Int[0, 299]).Where((_, size, overlap) => overlap < size).Sample((count, size, overlap) =>
        {
            var windows = TokenWindows.Cut(count, size, overlap);
            Assert.Equal(0, windows[0].Start.Value);
            Assert.Equal(count, windows[^1].End.Value);
            Assert.All(windows, window => Assert.InRange(window.End.Value - window.Start.Value, 1, size));
            Assert.All(windows.Skip(1).Zip(windows), pair => Assert.True(pair.First.Start.Value <= pair.Second.End.Value - overlap));
            Assert.True(windows.Count == 1 || ((windows.Count - 1) * (size - overlap)) + overlap < count, "One window less would do.");
        });
    }
}
