using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Inbox;
using BotQA.ActivityProtocol.Schema;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.Hosting;

public sealed class DuplicateFilterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TryAdd_SameActivity_IsNewAgainAfterTheWindow()
    {
        var filter = Create();
        Assert.True(filter.TryAdd(Some("1")));
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.False(filter.TryAdd(Some("1")));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(filter.TryAdd(Some("1")));
    }

    [Fact]
    public void TryAdd_AnotherPartDiffers_IsNew()
    {
        var filter = Create();
        Assert.True(filter.TryAdd(Some("1")));
        Assert.True(filter.TryAdd(Some("2")));
        Assert.True(filter.TryAdd(Some("1", conversation: "d")));
        Assert.True(filter.TryAdd(Some("1", channel: "emulator")));
        Assert.True(filter.TryAdd(Some("11", conversation: "")));
        Assert.True(filter.TryAdd(Some("1", conversation: "1")));
    }

    [Fact]
    public void TryAdd_NoId_IsAlwaysNew()
    {
        var filter = Create();
        Assert.True(filter.TryAdd(Some(null)));
        Assert.True(filter.TryAdd(Some(null)));
        Assert.True(filter.TryAdd(Some("")));
        Assert.True(filter.TryAdd(Some("")));
    }

    [Fact]
    public void TryAdd_CapacityReached_ForgetsTheOldest()
    {
        var filter = Create(capacity: 2);
        Assert.True(filter.TryAdd(Some("1")));
        Assert.True(filter.TryAdd(Some("2")));
        Assert.True(filter.TryAdd(Some("3")));
        Assert.False(filter.TryAdd(Some("3")));
        Assert.False(filter.TryAdd(Some("2")));
        Assert.True(filter.TryAdd(Some("1")));
    }

    [Fact]
    public void Forget_Activity_IsNewAgain()
    {
        var filter = Create();
        Assert.True(filter.TryAdd(Some("1")));
        filter.Forget(Some("1"));
        filter.Forget(Some("unknown"));
        Assert.True(filter.TryAdd(Some("1")));
    }

    private static string? Some(string? id, string conversation = "c", string channel = "msteams") =>
        AcceptedActivity.KeyOf(new Activity { Id = id, ChannelId = channel, Conversation = new ConversationAccount { Id = conversation } });

    private DuplicateFilter Create(int capacity = 100) => new(Options.Create(new BotEndpointOptions { DuplicateCapacity = capacity }), _time);
}
