using System.Diagnostics;
using System.Runtime.CompilerServices;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Generation;
using BotQA.Knowledge.Verification;
using BotQA.Models;
using BotQA.Tests.Models.Support;
using BotQA.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Hosting;

namespace BotQA.Tests.Models;

public class ModelFailureTests(SampleIndex index) : IClassFixture<SampleIndex>
{
    private const string Question = "How long was the truce that Russia declared?";
    private const string Supported = "Russia declared a 72-hour Victory Day truce [1].";

    // Loading the tokenizer and searching take a part of the limit on a busy machine; waiting for the model must not add to it.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(20);

    public static TheoryData<string, ModelFailure> Failures => new()
    {
        { "401", ModelFailure.Unauthorized },
        { "403", ModelFailure.Unauthorized },
        { "404", ModelFailure.Rejected },
        { "400", ModelFailure.Rejected },
        { "429 for long", ModelFailure.RateLimited },
        { "500", ModelFailure.Unavailable },
        { "503", ModelFailure.Unavailable },
        { "content filter", ModelFailure.ContentFilter },
        { "content filter in the stream", ModelFailure.ContentFilter },
        { "empty", ModelFailure.Empty },
        { "blank", ModelFailure.Empty },
        { "empty body", ModelFailure.Empty },
        { "no json", ModelFailure.Malformed },
        { "html", ModelFailure.Empty },
        { "no format", ModelFailure.Unsupported },
        { "json instead of sentences", ModelFailure.Unsupported },
        { "stops", ModelFailure.Interrupted },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task AnswerAsync_BadReply_IsTheExtractiveAnswerWithANote(string reply, ModelFailure failure)
    {
        await using var server = await ModelServer.StartAsync(ReplyOf(reply));
        await using var host = ModelHost.Of(index, server);

        var answer = await host.AskAsync(Question);

        AssertExtractive(answer);
        Assert.Equal(failure, answer.Generation!.Failure);
    }

    [Theory]
    [InlineData("never")]
    [InlineData("stalls")]
    public async Task AnswerAsync_SlowModel_IsAnsweredWithinTheLimit(string reply)
    {
        await using var server = await ModelServer.StartAsync(ReplyOf(reply));
        await using var host = ModelHost.Of(index, server, ("Model:TimeLimit", "00:00:02"));
        var watch = Stopwatch.StartNew();

        var answer = await host.AskAsync(Question);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2) + Slack);
        AssertExtractive(answer);
        Assert.Equal(ModelFailure.Timeout, answer.Generation!.Failure);
    }

    [Fact]
    public async Task AnswerAsync_WorkThatLooksAtNoToken_IsAnsweredWithinTheLimitAllTheSame()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Never);
        var settings = ModelHost.Settings(server);
        settings["Model:TimeLimit"] = "00:00:02";
        using var client = new BlockingChatClient($"{Supported} It was the first [1].");
        await using var host = ModelHost.Of(index, settings, client: client);
        var watch = Stopwatch.StartNew();

        var answer = await host.AskAsync(Question);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2) + Slack);
        AssertExtractive(answer);
        Assert.Equal(ModelFailure.Timeout, answer.Generation!.Failure);
        client.GoOn();
        await client.Ended.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Empty(answer.Generation.Sentences);
    }

    [Fact]
    public async Task ModelWarmUpService_Started_LoadsWhatTheFirstAnswerNeeds()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Text(Supported));
        var logs = new RecordingLogs();
        await using var host = ModelHost.Of(index, ModelHost.Settings(server), logs);
        using var service = Assert.Single(host.Get<IEnumerable<IHostedService>>().OfType<ModelWarmUpService>());

        await service.StartAsync(TestContext.Current.CancellationToken);
        await service.ExecuteTask!.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(logs.Messages, message => message.StartsWith("The model's answers can't be checked", StringComparison.Ordinal));
        Assert.True(host.Get<WordNet>().IsLoaded);
        Assert.True(host.Get<AnswerGenerator>().IsTokenizerLoaded);
    }

    [Fact]
    public async Task AnswerAsync_ProviderGone_IsTheExtractiveAnswer()
    {
        var server = await ModelServer.StartAsync(ModelReplies.Text(Supported));
        var settings = ModelHost.Settings(server);
        await server.DisposeAsync();
        await using var host = ModelHost.Of(index, settings);

        var answer = await host.AskAsync(Question);

        AssertExtractive(answer);
        Assert.Equal(ModelFailure.Unavailable, answer.Generation!.Failure);
    }

    [Fact]
    public async Task AnswerAsync_RateLimitedForAMoment_AsksAgain()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Error(429, "rate_limit", retryAfter: "1"), ModelReplies.Text(Supported));
        await using var host = ModelHost.Of(index, server);

        var answer = await host.AskAsync(Question);

        Assert.True(answer.IsGenerated);
        Assert.Equal(2, server.Calls.Count);
    }

    [Fact]
    public async Task AnswerAsync_StreamBreaksAfterAVerifiedSentence_KeepsItWithANote()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Stops($"{Supported} Trump called for a month-long ceasefire"));
        await using var host = ModelHost.Of(index, server);

        var answer = await host.AskAsync(Question);

        Assert.Equal("Russia declared a 72-hour Victory Day truce. [1]", answer.Text);
        Assert.Contains("may be incomplete", answer.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_ModelFailsAgainAndAgain_IsLeftAlone()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Error(401));
        await using var host = ModelHost.Of(index, server, ("Model:BreakDuration", "01:00:00"));
        for (var i = 0; i < 3; i++)
        {
            await host.AskAsync(Question);
        }

        var calls = server.Calls.Count;
        var answer = await host.AskAsync(Question);

        Assert.Equal(ModelFailure.CircuitOpen, answer.Generation!.Failure);
        AssertExtractive(answer);
        Assert.Equal(calls, server.Calls.Count);
    }

    [Fact]
    public async Task AnswerAsync_TurnCancelled_EndsTheCall()
    {
        var asked = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using var server = await ModelServer.StartAsync(async (context, cancellationToken) =>
        {
            asked.SetResult();
            await ModelReplies.Never(context, cancellationToken);
            ended.SetResult();
        });
        await using var host = ModelHost.Of(index, server);
        using var turn = new CancellationTokenSource();

        var answering = host.Get<IQuestionAnswerer>().AnswerAsync(Question, cancellationToken: turn.Token);
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await turn.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        await ended.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task AnswerAsync_Reported_GrowsByVerifiedSentencesAlone()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Text(
            $"{Supported} It lasted 48 hours [1]. Lynne Tracy skipped the event despite receiving an invitation [2] [1]."));
        await using var host = ModelHost.Of(index, server);
        var seen = new List<string>();

        var answer = await host.AskAsync(Question, new AnswerOptions { Progress = new Listener(partial => seen.Add(partial.Text)) });

        Assert.Equal("Russia declared a 72-hour Victory Day truce. [1]", seen[0]);
        Assert.All(seen, text => Assert.StartsWith(text, answer.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("48", answer.Text, StringComparison.Ordinal);
    }

    private static void AssertExtractive(Answer answer)
    {
        Assert.False(answer.IsGenerated);
        Assert.Equal(AnswerStatus.Answered, answer.Status);
        Assert.Equal("72-hour", answer.ShortAnswer);
        Assert.NotEmpty(answer.Citations);
        Assert.NotNull(answer.Note);
    }

    private static ModelReply ReplyOf(string name) => name switch
    {
        "429 for long" => ModelReplies.Error(429, "rate_limit", retryAfter: "120"),
        "content filter" => ModelReplies.Error(400, "content_filter"),
        "content filter in the stream" => ModelReplies.Text("I can", "content_filter"),
        "empty" => ModelReplies.Text(""),
        "blank" => ModelReplies.Text(" \n "),
        "empty body" => ModelReplies.Body("text/event-stream", ""),
        "no json" => ModelReplies.Stream(["{not json", "[DONE]"]),
        "html" => ModelReplies.Body("text/html", "<html><body>Welcome to the proxy</body></html>"),
        "no format" => ModelReplies.Text("As an AI model I would say that truces are good."),
        "json instead of sentences" => ModelReplies.Text("""{"answer": "72 hours", "sources": [1]}"""),
        "stops" => ModelReplies.Stops("Russia declared a 72-hour"),
        "stalls" => ModelReplies.Stalls("Russia declared a 72-hour"),
        "never" => ModelReplies.Never,
        _ => ModelReplies.Error(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)),
    };

    /// <summary>Holds its caller's thread, whatever its token says.</summary>
    private sealed class BlockingChatClient(string reply) : IChatClient
    {
        private readonly ManualResetEventSlim _goOn = new();
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public void GoOn() => _goOn.Set();

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            Assert.True(_goOn.Wait(TimeSpan.FromMinutes(2), CancellationToken.None));
            await Task.Yield();
            try
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, reply) { FinishReason = ChatFinishReason.Stop };
            }
            finally
            {
                _ended.SetResult();
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() => _goOn.Dispose();
    }

    private sealed class Listener(Action<Answer> hear) : IProgress<Answer>
    {
        public void Report(Answer value) => hear(value);
    }
}
