using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.ActivityProtocol.Tests.Support;
using CsCheck;

namespace BotQA.ActivityProtocol.Tests.Teams;

public sealed class StreamingResponseTests
{
    private readonly StreamedTurn _turn = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_InformativeTextFinal_KeepsTheProtocol()
    {
        await using var stream = _turn.Open();
        stream.SendInformative("Searching 12 documents...");
        var first = await _turn.Observer.NextAsync();
        Assert.Equal(
            """{"type":"typing","text":"Searching 12 documents...","entities":[{"type":"streaminfo","streamType":"informative","streamSequence":1}],"channelData":{"streamType":"informative","streamSequence":1}}""",
            ActivityJson.Serialize(new Activity { Type = first.Type, Text = first.Text, Entities = first.Entities, ChannelData = first.ChannelData }));

        stream.Append("The Eiffel Tower ");
        await _turn.Time.PassAsync(StreamedTurn.Interval);
        Assert.Equal("The Eiffel Tower ", (await _turn.Observer.NextAsync()).Text);

        stream.Append("is 330 m ");
        stream.Append("tall [1].");
        await _turn.Time.PassAsync(StreamedTurn.Interval);
        Assert.Equal("The Eiffel Tower is 330 m tall [1].", (await _turn.Observer.NextAsync()).Text);

        var message = MessageFactory.Text("The Eiffel Tower is 330 m tall [1].").AddAIGeneratedLabel().AddFeedbackLoop().AddCitations(new MessageCitation(1, "Towers", "330 m"));
        var complete = stream.CompleteAsync(message, Token);
        await _turn.Time.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(new StreamingResult(StreamingOutcome.Streamed, StreamObserver.StreamId), await complete);

        var final = await _turn.Observer.NextAsync();
        Assert.Equal((ActivityTypes.Message, StreamTypes.Final, StreamObserver.StreamId), (final.Type, StreamInfo.Read(final)?.StreamType, StreamInfo.Read(final)?.StreamId));
        Assert.Contains(final.Entities!, entity => entity.Type == EntityTypes.Message);
        Assert.Null(StreamInfo.Read(message));
        Assert.Empty(_turn.Observer.Violations);
        Assert.True(_turn.Context.Responded);
    }

    /// <summary>Whatever is appended when: the rules hold, and each request comes as soon as its place is there and there is something to say.</summary>
    [Fact]
    public async Task Stream_RandomAppends_KeepTheProtocol()
    {
        var step = Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 10], Gen.Int[0, 2_500]);
        await step.Array[0, 25].SampleAsync(async steps =>
        {
            var model = new StreamModel();
            await using var stream = new StreamingResponse(StreamedTurn.ContextOf(model.Observer), model.Time);
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
        _turn.Observer.Respond = _ => answer.Task;
        await using var stream = _turn.Open();
        stream.SendInformative("Searching");
        await _turn.Observer.NextAsync();
        stream.Append("a");
        _turn.Time.Advance(TimeSpan.FromSeconds(10));
        stream.Append("b");
        answer.SetResult(new ResourceResponse { Id = StreamObserver.StreamId });
        Assert.Equal("ab", (await _turn.Observer.NextAsync()).Text);
        Assert.Empty(_turn.Observer.Violations);
    }

    [Fact]
    public async Task CompleteAsync_AtOnceAfterAnInformativeLine_StillBeginsTheStream()
    {
        await using var stream = _turn.Open();
        stream.SendInformative("Searching 12 documents...");
        var complete = stream.CompleteAsync(MessageFactory.Text("All of it."), Token);

        Assert.Equal("Searching 12 documents...", (await _turn.Observer.NextAsync()).Text);
        await _turn.Time.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(StreamingOutcome.Streamed, (await complete).Outcome);
        Assert.Equal("All of it.", (await _turn.Observer.NextAsync()).Text);
        Assert.Empty(_turn.Observer.Violations);
    }

    [Fact]
    public async Task CompleteAsync_TextThatTakesStreamedTextBack_Throws()
    {
        await using var stream = await _turn.BeginAsync();
        stream.Append("It is 330 m");
        await _turn.Time.PassAsync(StreamedTurn.Interval);
        await _turn.Observer.NextAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => stream.CompleteAsync(MessageFactory.Text("It isn't known"), Token));
    }

    [Fact]
    public async Task CompleteAsync_Twice_Throws()
    {
        await using var stream = _turn.Open();
        await stream.CompleteAsync(MessageFactory.Text("all"), Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => stream.CompleteAsync(MessageFactory.Text("all"), Token));
    }

    [Fact]
    public async Task SendInformative_LongLine_IsShortened()
    {
        await using var stream = _turn.Open();
        stream.SendInformative(new string('x', 5_000));
        Assert.Equal(1_000, (await _turn.Observer.NextAsync()).Text?.Length);
    }

    [Fact]
    public async Task DisposeAsync_NotCompleted_SendsNothingMore()
    {
        var stream = await _turn.BeginAsync();
        stream.Append("a");
        await stream.DisposeAsync();
        _turn.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(_turn.Observer.Activities);
    }
}
