using System.Net;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.ActivityProtocol.Tests.Support;
using CsCheck;

namespace BotQA.ActivityProtocol.Tests.Teams;

public sealed class StreamingResponseTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1.5);

    private readonly ObservedTimeProvider _time = new();
    private readonly StreamObserver _observer;
    private readonly TurnContext _turn;

    public StreamingResponseTests()
    {
        _observer = new StreamObserver(_time);
        _turn = Turn(Inbound(), _observer);
    }

    [Fact]
    public async Task Stream_InformativeTextFinal_KeepsTheProtocol()
    {
        await using var stream = new StreamingResponse(_turn, _time);
        stream.SendInformative("Searching 12 documents...");
        var first = await _observer.NextAsync();
        Assert.Equal(
            """{"type":"typing","text":"Searching 12 documents...","entities":[{"type":"streaminfo","streamType":"informative","streamSequence":1}],"channelData":{"streamType":"informative","streamSequence":1}}""",
            ActivityJson.Serialize(new Activity { Type = first.Type, Text = first.Text, Entities = first.Entities, ChannelData = first.ChannelData }));

        stream.Append("The Eiffel Tower ");
        await _time.PassAsync(Interval);
        Assert.Equal("The Eiffel Tower ", (await _observer.NextAsync()).Text);

        stream.Append("is 330 m ");
        stream.Append("tall [1].");
        await _time.PassAsync(Interval);
        Assert.Equal("The Eiffel Tower is 330 m tall [1].", (await _observer.NextAsync()).Text);

        var message = MessageFactory.Text("The Eiffel Tower is 330 m tall [1].").AddAIGeneratedLabel().AddFeedbackLoop().AddCitations(new MessageCitation(1, "Towers", "330 m"));
        var complete = stream.CompleteAsync(message, Token);
        await _time.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(new StreamingResult(StreamingOutcome.Streamed, StreamObserver.StreamId), await complete);

        var final = await _observer.NextAsync();
        Assert.Equal((ActivityTypes.Message, StreamTypes.Final, StreamObserver.StreamId), (final.Type, StreamInfo.Read(final)?.StreamType, StreamInfo.Read(final)?.StreamId));
        Assert.Contains(final.Entities!, entity => entity.Type == EntityTypes.Message);
        Assert.Null(StreamInfo.Read(message));
        Assert.Empty(_observer.Violations);
        Assert.True(_turn.Responded);
    }

    /// <summary>Whatever is appended when: the rules hold, and each request comes as soon as its place is there and there is something to say.</summary>
    [Fact]
    public async Task Stream_RandomAppends_KeepTheProtocol()
    {
        var step = Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 10], Gen.Int[0, 2_500]);
        await step.Array[0, 25].SampleAsync(async steps =>
        {
            var model = new StreamModel();
            await using var stream = new StreamingResponse(Turn(Inbound(), model.Observer), model.Time);
            foreach (var (appended, pause) in steps)
            {
                stream.Append(appended);
                await model.AppendAsync(appended);
                await model.PassAsync(TimeSpan.FromMilliseconds(pause));
            }

            var complete = stream.CompleteAsync(MessageFactory.Text(model.Text + "."), CancellationToken.None);
            await model.PassUntilFinalAsync();
            var result = await complete;
            Assert.Empty(model.Observer.Violations);
            Assert.Equal(steps.Length == 0 ? StreamingOutcome.Sent : StreamingOutcome.Streamed, result.Outcome);
            Assert.Equal(model.Text + ".", model.Observer.Activities[^1].Text);
        }, iter: 300, threads: 2);
    }

    [Fact]
    public async Task Append_RequestUnderWay_WaitsForItsAnswerAndItsPlace()
    {
        var answer = new TaskCompletionSource<ResourceResponse>();
        _observer.Respond = _ => answer.Task;
        await using var stream = new StreamingResponse(_turn, _time);
        stream.SendInformative("Searching");
        await _observer.NextAsync();
        stream.Append("a");
        _time.Advance(TimeSpan.FromSeconds(10));
        stream.Append("b");
        answer.SetResult(new ResourceResponse { Id = StreamObserver.StreamId });
        Assert.Equal("ab", (await _observer.NextAsync()).Text);
        Assert.Empty(_observer.Violations);
    }

    [Fact]
    public async Task CompleteAsync_AtOnceAfterAnInformativeLine_StillBeginsTheStream()
    {
        await using var stream = new StreamingResponse(_turn, _time);
        stream.SendInformative("Searching 12 documents...");
        var complete = stream.CompleteAsync(MessageFactory.Text("All of it."), Token);

        Assert.Equal("Searching 12 documents...", (await _observer.NextAsync()).Text);
        await _time.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(StreamingOutcome.Streamed, (await complete).Outcome);
        Assert.Equal("All of it.", (await _observer.NextAsync()).Text);
        Assert.Empty(_observer.Violations);
    }

    [Fact]
    public async Task CompleteAsync_NothingStreamed_SendsOneMessage()
    {
        await using var stream = new StreamingResponse(_turn, _time);
        Assert.Equal(StreamingOutcome.Sent, (await stream.CompleteAsync(MessageFactory.Text("all"), Token)).Outcome);
        Assert.Null(StreamInfo.Read(Assert.Single(_observer.Activities)));
    }

    [Theory]
    [InlineData("msteams", "groupChat")]
    [InlineData("msteams", "channel")]
    [InlineData("emulator", "personal")]
    [InlineData("slack", null)]
    public async Task Stream_ConversationWithoutStreams_GetsOneMessage(string channelId, string? conversationType)
    {
        var inbound = Inbound();
        inbound.ChannelId = channelId;
        inbound.Conversation!.ConversationType = conversationType;
        await using var stream = new StreamingResponse(Turn(inbound, _observer), _time);
        Assert.False(stream.IsStreaming);
        stream.SendInformative("Searching");
        stream.Append("all");
        Assert.Equal(StreamingOutcome.Sent, (await stream.CompleteAsync(MessageFactory.Text("all"), Token)).Outcome);
        Assert.Null(StreamInfo.Read(Assert.Single(_observer.Activities)));
    }

    [Fact]
    public async Task Stream_RepliesExpected_GetsOneMessage()
    {
        var inbound = Inbound();
        inbound.DeliveryMode = DeliveryModes.ExpectReplies;
        await using var stream = new StreamingResponse(Turn(inbound, _observer), _time);
        Assert.False(stream.IsStreaming);
    }

    [Fact]
    public async Task Stream_SecondInATurn_IsNotStreamed()
    {
        await using (var first = new StreamingResponse(_turn, _time))
        {
            await using var second = new StreamingResponse(_turn, _time);
            Assert.True(first.IsStreaming);
            Assert.False(second.IsStreaming);
        }

        await using var third = new StreamingResponse(_turn, _time);
        Assert.True(third.IsStreaming);
    }

    [Fact]
    public async Task Stream_UserCancels_NothingMoreIsSent()
    {
        await using var stream = await BegunAsync();
        _observer.Respond = _ => throw Refusal("Content stream was canceled by user.");
        stream.Append("a");
        await _time.PassAsync(Interval);
        await _observer.NextAsync();
        Assert.Equal(StreamingOutcome.Cancelled, (await stream.CompleteAsync(MessageFactory.Text("ab"), Token)).Outcome);
        Assert.True(stream.IsCancelled);
        Assert.False(stream.IsStreaming);
        Assert.Equal(2, _observer.Activities.Count);
        Assert.Empty(_observer.Updates);
    }

    [Theory]
    [InlineData("Content stream finished due to exceeded streaming time.")]
    [InlineData("Content stream is not allowed.")]
    public async Task Stream_ChannelTakesNoMore_TheMessageTakesItsPlace(string words)
    {
        await using var stream = await BegunAsync();
        _observer.Respond = _ => throw Refusal(words);
        stream.Append("a");
        await _time.PassAsync(Interval);
        await _observer.NextAsync();
        var result = await stream.CompleteAsync(MessageFactory.Text("ab"), Token);
        Assert.Equal(new StreamingResult(StreamingOutcome.Updated, StreamObserver.StreamId), result);
        var update = Assert.Single(_observer.Updates);
        Assert.Equal((StreamObserver.StreamId, "ab", null), (update.Id, update.Text, StreamInfo.Read(update)));
    }

    [Theory]
    [InlineData("Content stream was canceled by user.", StreamingOutcome.Cancelled, 0)]
    [InlineData("Content stream finished due to exceeded streaming time.", StreamingOutcome.Updated, 1)]
    public async Task CompleteAsync_FinalPartRefused_EndsAsTheChannelSays(string words, StreamingOutcome expected, int updates)
    {
        await using var stream = await BegunAsync();
        _observer.Respond = _ => throw Refusal(words);
        var complete = stream.CompleteAsync(MessageFactory.Text("all"), Token);
        await _time.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(expected, (await complete).Outcome);
        Assert.Equal(updates, _observer.Updates.Count);
    }

    [Fact]
    public async Task Stream_LastsTooLong_StopsByItselfAndTheMessageTakesItsPlace()
    {
        await using var stream = await BegunAsync();
        _time.Advance(TimeSpan.FromSeconds(110));
        stream.Append("a");
        var result = await stream.CompleteAsync(MessageFactory.Text("ab"), Token);
        Assert.Equal(StreamingOutcome.Updated, result.Outcome);
        Assert.Single(_observer.Activities);
        Assert.Single(_observer.Updates);
    }

    [Fact]
    public async Task CompleteAsync_UpdateRefused_SendsTheMessageAnyway()
    {
        await using var stream = await BegunAsync();
        _observer.RespondToUpdate = () => throw new ConnectorException("no", HttpStatusCode.MethodNotAllowed);
        _time.Advance(TimeSpan.FromSeconds(120));
        Assert.Equal(StreamingOutcome.Sent, (await stream.CompleteAsync(MessageFactory.Text("all"), Token)).Outcome);
        Assert.Equal("all", _observer.Activities[^1].Text);
    }

    [Fact]
    public async Task Stream_ChannelGivesNoId_GetsOneMessage()
    {
        _observer.Respond = _ => Task.FromResult(new ResourceResponse());
        await using var stream = await BegunAsync();
        stream.Append("a");
        Assert.Equal(StreamingOutcome.Sent, (await stream.CompleteAsync(MessageFactory.Text("ab"), Token)).Outcome);
        Assert.Null(StreamInfo.Read(_observer.Activities[^1]));
    }

    [Fact]
    public async Task Stream_ChannelRefusesStreams_GetsOneMessage()
    {
        _observer.Respond = activity => StreamInfo.Read(activity) is null
            ? Task.FromResult(new ResourceResponse { Id = "m" })
            : throw new ConnectorException("no", HttpStatusCode.MethodNotAllowed);
        await using var stream = await BegunAsync();
        stream.Append("a");
        Assert.Equal(new StreamingResult(StreamingOutcome.Sent, "m"), await stream.CompleteAsync(MessageFactory.Text("ab"), Token));
    }

    [Fact]
    public async Task Stream_APartIsLost_TheFinalOneStillArrives()
    {
        await using var stream = await BegunAsync();
        _observer.Respond = _ => throw new ConnectorException("lost", HttpStatusCode.ServiceUnavailable);
        stream.Append("a");
        await _time.PassAsync(Interval);
        await _observer.NextAsync();
        _observer.Respond = _ => Task.FromResult(new ResourceResponse());
        var complete = stream.CompleteAsync(MessageFactory.Text("ab"), Token);
        await _time.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(new StreamingResult(StreamingOutcome.Streamed, StreamObserver.StreamId), await complete);
    }

    [Fact]
    public async Task CompleteAsync_TextThatTakesStreamedTextBack_Throws()
    {
        await using var stream = await BegunAsync();
        stream.Append("It is 330 m");
        await _time.PassAsync(Interval);
        await _observer.NextAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => stream.CompleteAsync(MessageFactory.Text("It isn't known"), Token));
    }

    [Fact]
    public async Task CompleteAsync_Twice_Throws()
    {
        await using var stream = new StreamingResponse(_turn, _time);
        await stream.CompleteAsync(MessageFactory.Text("all"), Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => stream.CompleteAsync(MessageFactory.Text("all"), Token));
    }

    [Fact]
    public async Task SendInformative_LongLine_IsShortened()
    {
        await using var stream = new StreamingResponse(_turn, _time);
        stream.SendInformative(new string('x', 5_000));
        Assert.Equal(1_000, (await _observer.NextAsync()).Text?.Length);
    }

    [Fact]
    public async Task DisposeAsync_NotCompleted_SendsNothingMore()
    {
        var stream = await BegunAsync();
        stream.Append("a");
        await stream.DisposeAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(_observer.Activities);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TurnContext Turn(Activity inbound, StreamObserver observer) => new(inbound, observer, CallerIdentity.Anonymous);

    private static Activity Inbound() => new()
    {
        Type = ActivityTypes.Message,
        Id = "1",
        ChannelId = Channels.MsTeams,
        Conversation = new ConversationAccount { Id = "c", ConversationType = ConversationTypes.Personal },
    };

    private static ConnectorException Refusal(string words) => new("refused", HttpStatusCode.Forbidden, ConnectorErrorCodes.ContentStreamNotAllowed, words);

    private async Task<StreamingResponse> BegunAsync()
    {
        var stream = new StreamingResponse(_turn, _time);
        stream.SendInformative("Searching");
        await _observer.NextAsync();
        return stream;
    }

    /// <summary>What a stream should have sent by now.</summary>
    private sealed class StreamModel
    {
        private string _sent = "";
        private int _requests;
        private DateTimeOffset _place = DateTimeOffset.MinValue;
        private bool _isWaiting;

        public StreamModel() => Observer = new StreamObserver(Time);

        public ObservedTimeProvider Time { get; } = new();

        public StreamObserver Observer { get; }

        public string Text { get; private set; } = "";

        private bool HasNews => Text.Length > _sent.Length;

        public async Task AppendAsync(string text)
        {
            Text += text;
            await SettleAsync();
        }

        public async Task PassAsync(TimeSpan time)
        {
            Time.Advance(time);
            await SettleAsync();
        }

        public async Task PassUntilFinalAsync()
        {
            if (_requests > 0 && Time.GetUtcNow() < _place - Interval + TimeSpan.FromSeconds(1))
            {
                await Time.PassAsync(TimeSpan.FromSeconds(1));
            }
        }

        private async Task SettleAsync()
        {
            while (HasNews && Time.GetUtcNow() >= _place)
            {
                var part = await Observer.NextAsync();
                _sent = ++_requests == 1 ? _sent : part.Text!;
                _place = Time.GetUtcNow() + Interval;
                _isWaiting = false;
            }

            if (HasNews && !_isWaiting)
            {
                await Time.TimerAsync();
                _isWaiting = true;
            }
        }
    }
}
