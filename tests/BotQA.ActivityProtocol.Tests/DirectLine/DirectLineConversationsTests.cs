using BotQA.ActivityProtocol.DirectLine;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.DirectLine;

public sealed class DirectLineConversationsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Start_KnownConversation_IsTheSameOne()
    {
        var conversations = Conversations();
        var first = conversations.Start("a")!.Value;
        var second = conversations.Start("a")!.Value;

        Assert.True(first.IsNew);
        Assert.False(second.IsNew);
        Assert.Same(first.Conversation, second.Conversation);
    }

    [Fact]
    public void Start_BeyondTheLimit_GivesUpTheOneThatWasSilentLongest()
    {
        var conversations = Conversations(max: 2);
        Start(conversations, "a", "b");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(conversations.TryGet("a", out _));

        Assert.NotNull(conversations.Start("c"));

        Assert.True(conversations.TryGet("a", out _));
        Assert.False(conversations.TryGet("b", out _));
        Assert.Equal(2, conversations.Count);
    }

    [Fact]
    public void Start_AllWatched_IsRefusedUntilOneIsLeft()
    {
        var conversations = Conversations(max: 2);
        Start(conversations, "a", "b");
        Assert.True(conversations.TryGet("a", out var a) && a.TryOpenStream());
        Assert.True(conversations.TryGet("b", out var b) && b.TryOpenStream());

        Assert.Null(conversations.Start("c"));
        b.CloseStream();

        Assert.NotNull(conversations.Start("c"));
        Assert.True(conversations.TryGet("a", out _));
        Assert.False(conversations.TryGet("b", out _));
    }

    [Fact]
    public void TryGet_SilentForTooLong_IsGoneUnlessItIsWatched()
    {
        var conversations = Conversations();
        Start(conversations, "silent", "watched");
        Assert.True(conversations.TryGet("watched", out var watched) && watched.TryOpenStream());

        _time.Advance(new DirectLineOptions().IdleTimeout);

        Assert.False(conversations.TryGet("silent", out _));
        Assert.True(conversations.TryGet("watched", out _));
    }

    [Fact]
    public void TryOpenStream_BeyondTheLimit_IsRefusedUntilOneCloses()
    {
        var conversation = Conversations().Start("a")!.Value.Conversation;
        for (var i = 0; i < new DirectLineOptions().MaxStreams; i++)
        {
            Assert.True(conversation.TryOpenStream());
        }

        Assert.False(conversation.TryOpenStream());
        conversation.CloseStream();
        Assert.True(conversation.TryOpenStream());
    }

    private static void Start(DirectLineConversations conversations, params IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            Assert.NotNull(conversations.Start(id));
        }
    }

    private DirectLineConversations Conversations(int max = 10) => new(Options.Create(new DirectLineOptions { MaxConversations = max }), _time);
}
