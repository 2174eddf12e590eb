using System.Net;
using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.ActivityProtocol.Tests.Support;

namespace BotQA.ActivityProtocol.Tests.Teams;

/// <summary>Where nothing can be streamed, the answer is one message.</summary>
public sealed class UnstreamedResponseTests
{
    private readonly StreamedTurn _turn = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_NothingStreamed_SendsOneMessage()
    {
        await using var stream = _turn.Open();
        Assert.Equal(StreamingOutcome.Sent, (await stream.CompleteAsync(MessageFactory.Text("all"), Token)).Outcome);
        Assert.Null(StreamInfo.Read(Assert.Single(_turn.Observer.Activities)));
    }

    [Theory]
    [InlineData("msteams", "groupChat")]
    [InlineData("msteams", "channel")]
    [InlineData("emulator", "personal")]
    [InlineData("slack", null)]
    public async Task Stream_ConversationWithoutStreams_GetsOneMessage(string channelId, string? conversationType)
    {
        var turn = new StreamedTurn(inbound =>
        {
            inbound.ChannelId = channelId;
            inbound.Conversation!.ConversationType = conversationType;
        });
        await using var stream = turn.Open();
        Assert.False(stream.IsStreaming);
        stream.SendInformative("Searching");
        stream.Append("all");
        Assert.Equal(StreamingOutcome.Sent, (await stream.CompleteAsync(MessageFactory.Text("all"), Token)).Outcome);
        Assert.Null(StreamInfo.Read(Assert.Single(turn.Observer.Activities)));
    }

    [Fact]
    public async Task Stream_RepliesExpected_GetsOneMessage()
    {
        var turn = new StreamedTurn(inbound => inbound.DeliveryMode = DeliveryModes.ExpectReplies);
        await using var stream = turn.Open();
        Assert.False(stream.IsStreaming);
    }

    [Fact]
    public async Task Stream_SecondInATurn_IsNotStreamed()
    {
        await using (var first = _turn.Open())
        {
            await using var second = _turn.Open();
            Assert.True(first.IsStreaming);
            Assert.False(second.IsStreaming);
        }

        await using var third = _turn.Open();
        Assert.True(third.IsStreaming);
    }

    [Fact]
    public async Task Stream_ChannelGivesNoId_GetsOneMessage()
    {
        _turn.Observer.Respond = _ => Task.FromResult(new ResourceResponse());
        await using var stream = await _turn.BeginAsync();
        stream.Append("a");
        Assert.Equal(StreamingOutcome.Sent, (await stream.CompleteAsync(MessageFactory.Text("ab"), Token)).Outcome);
        Assert.Null(StreamInfo.Read(_turn.Observer.Activities[^1]));
    }

    [Fact]
    public async Task Stream_ChannelRefusesStreams_GetsOneMessage()
    {
        _turn.Observer.Respond = activity => StreamInfo.Read(activity) is null
            ? Task.FromResult(new ResourceResponse { Id = "m" })
            : throw new ConnectorException("no", HttpStatusCode.MethodNotAllowed);
        await using var stream = await _turn.BeginAsync();
        stream.Append("a");
        Assert.Equal(new StreamingResult(StreamingOutcome.Sent, "m"), await stream.CompleteAsync(MessageFactory.Text("ab"), Token));
    }
}
