using System.Net;
using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.ActivityProtocol.Tests.Support;

namespace BotQA.ActivityProtocol.Tests.Teams;

/// <summary>A user or a channel that ends a stream, and parts that get lost.</summary>
public sealed class InterruptedStreamTests
{
    private readonly StreamedTurn _turn = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_UserCancels_NothingMoreIsSent()
    {
        await using var stream = await _turn.BeginAsync();
        _turn.Observer.Respond = _ => throw Refusal("Content stream was canceled by user.");
        stream.Append("a");
        await _turn.Time.PassAsync(StreamedTurn.Interval);
        await _turn.Observer.NextAsync();
        Assert.Equal(StreamingOutcome.Cancelled, (await stream.CompleteAsync(MessageFactory.Text("ab"), Token)).Outcome);
        Assert.True(stream.IsCancelled);
        Assert.False(stream.IsStreaming);
        Assert.Equal(2, _turn.Observer.Activities.Count);
        Assert.Empty(_turn.Observer.Updates);
    }

    [Theory]
    [InlineData("Content stream finished due to exceeded streaming time.")]
    [InlineData("Content stream is not allowed.")]
    public async Task Stream_ChannelTakesNoMore_TheMessageTakesItsPlace(string words)
    {
        await using var stream = await _turn.BeginAsync();
        _turn.Observer.Respond = _ => throw Refusal(words);
        stream.Append("a");
        await _turn.Time.PassAsync(StreamedTurn.Interval);
        await _turn.Observer.NextAsync();
        var result = await stream.CompleteAsync(MessageFactory.Text("ab"), Token);
        Assert.Equal(new StreamingResult(StreamingOutcome.Updated, StreamObserver.StreamId), result);
        var update = Assert.Single(_turn.Observer.Updates);
        Assert.Equal((StreamObserver.StreamId, "ab", null), (update.Id, update.Text, StreamInfo.Read(update)));
    }

    [Theory]
    [InlineData("Content stream was canceled by user.", StreamingOutcome.Cancelled, 0)]
    [InlineData("Content stream finished due to exceeded streaming time.", StreamingOutcome.Updated, 1)]
    public async Task CompleteAsync_FinalPartRefused_EndsAsTheChannelSays(string words, StreamingOutcome expected, int updates)
    {
        await using var stream = await _turn.BeginAsync();
        _turn.Observer.Respond = _ => throw Refusal(words);
        var complete = stream.CompleteAsync(MessageFactory.Text("all"), Token);
        await _turn.Time.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(expected, (await complete).Outcome);
        Assert.Equal(updates, _turn.Observer.Updates.Count);
    }

    [Fact]
    public async Task Stream_LastsTooLong_StopsByItselfAndTheMessageTakesItsPlace()
    {
        await using var stream = await _turn.BeginAsync();
        _turn.Time.Advance(TimeSpan.FromSeconds(110));
        stream.Append("a");
        var result = await stream.CompleteAsync(MessageFactory.Text("ab"), Token);
        Assert.Equal(StreamingOutcome.Updated, result.Outcome);
        Assert.Single(_turn.Observer.Activities);
        Assert.Single(_turn.Observer.Updates);
    }

    [Fact]
    public async Task CompleteAsync_UpdateRefused_SendsTheMessageAnyway()
    {
        await using var stream = await _turn.BeginAsync();
        _turn.Observer.RespondToUpdate = () => throw new ConnectorException("no", HttpStatusCode.MethodNotAllowed);
        _turn.Time.Advance(TimeSpan.FromSeconds(120));
        Assert.Equal(StreamingOutcome.Sent, (await stream.CompleteAsync(MessageFactory.Text("all"), Token)).Outcome);
        Assert.Equal("all", _turn.Observer.Activities[^1].Text);
    }

    [Fact]
    public async Task Stream_APartIsLost_TheFinalOneStillArrives()
    {
        await using var stream = await _turn.BeginAsync();
        _turn.Observer.Respond = _ => throw new ConnectorException("lost", HttpStatusCode.ServiceUnavailable);
        stream.Append("a");
        await _turn.Time.PassAsync(StreamedTurn.Interval);
        await _turn.Observer.NextAsync();
        _turn.Observer.Respond = _ => Task.FromResult(new ResourceResponse());
        var complete = stream.CompleteAsync(MessageFactory.Text("ab"), Token);
        await _turn.Time.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(new StreamingResult(StreamingOutcome.Streamed, StreamObserver.StreamId), await complete);
    }

    private static ConnectorException Refusal(string words) => new("refused", HttpStatusCode.Forbidden, ConnectorErrorCodes.ContentStreamNotAllowed, words);
}
