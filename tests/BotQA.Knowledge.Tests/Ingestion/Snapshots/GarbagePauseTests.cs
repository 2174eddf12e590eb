using System.Runtime;
using BotQA.Knowledge.Ingestion.Snapshots;

namespace BotQA.Knowledge.Tests.Ingestion.Snapshots;

public sealed class GarbagePauseTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void Begin_LittleOrTooMuch_HoldsNothing(long bytes)
    {
        using var pause = GarbagePause.Begin(bytes);

        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
    }

    [Fact]
    public void Dispose_MoreWasAllocatedThanWasSaidOrAnotherPauseLasted_LeavesTheCollectorAtWork()
    {
        using (GarbagePause.Begin(20 << 20))
        {
            using var second = GarbagePause.Begin(20 << 20);
            for (var i = 0; i < 1_000; i++)
            {
                GC.KeepAlive(new byte[80_000]);
            }
        }

        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
    }
}
