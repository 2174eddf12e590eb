using System.Diagnostics;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.Bot.Rendering;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Conversations;
using BotQA.Telemetry;
using BotQA.Uploads;
using Activity = BotQA.ActivityProtocol.Schema.Activity;

namespace BotQA.Bot;

/// <summary>Answers one question in the way its channel shows answers, and remembers the answer for feedback.</summary>
internal sealed partial class AnswerDelivery(
    ConversationAnswerer conversations,
    AnswerRenderers renderers,
    BotMessages messages,
    SentAnswers sentAnswers,
    ConversationUploads uploads,
    BotMetrics metrics,
    TimeProvider time,
    ILogger<AnswerDelivery> logger)
{
    // Answers mostly come sooner than a stream could begin; then Web Chat shows them at once.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    /// <summary>Answers a question.</summary>
    public async Task AnswerAsync(ITurnContext turnContext, string question, CancellationToken cancellationToken)
    {
        using var span = BotQATelemetry.Source.StartActivity("question");
        span?.SetTag("botqa.channel", turnContext.Activity.ChannelId);
        LogQuestion(question);

        var started = time.GetTimestamp();
        var (answer, streamed) = StreamingResponse.IsSupported(turnContext.Activity)
            ? await StreamAsync(turnContext, question, cancellationToken)
            : await SendAsync(turnContext, question, cancellationToken);

        var total = time.GetElapsedTime(started);
        metrics.Answered(answer, total, turnContext.Activity.ChannelId);
        span?.SetTag("botqa.answer.status", BotMetrics.StatusOf(answer));
        span?.SetTag("botqa.answer.confidence", answer.Confidence);
        span?.SetTag("botqa.answer.citations", answer.Citations.Count);
        span?.SetStatus(ActivityStatusCode.Ok);
        LogAnswered(turnContext.Activity.ChannelId, BotMetrics.StatusOf(answer), answer.Confidence, answer.Citations.Count, total.TotalMilliseconds, streamed);
    }

    /// <summary>Counts a question that was not answered, as there were too many.</summary>
    public void CountLimited(Activity message)
    {
        metrics.Limited(message.ChannelId);
        LogLimited(message.ChannelId);
    }

    private async Task<(Answer Answer, bool Streamed)> StreamAsync(ITurnContext turnContext, string question, CancellationToken cancellationToken)
    {
        await using var stream = new StreamingResponse(turnContext, time, cancellationToken: cancellationToken);
        var growing = new StreamedAnswer(stream, renderers, turnContext.Activity.ChannelId);
        var answering = AskAsync(turnContext.Activity, question, growing, cancellationToken);
        if (turnContext.Activity.ChannelId == Channels.MsTeams || !await EndsWithinAsync(answering, Patience, cancellationToken))
        {
            stream.SendInformative(messages.Searching());
        }

        // Only what was verified is streamed; a quoted answer is there all at once.
        var answer = await answering;
        var (message, sent) = Render(turnContext.Activity, answer);
        var result = await DeliverAsync(() => stream.CompleteAsync(message, cancellationToken));
        if (result.Outcome != StreamingOutcome.Cancelled)
        {
            await sentAnswers.RememberAsync(turnContext.Activity, sent, result.ActivityId, cancellationToken);
        }

        return (answer, result.Outcome == StreamingOutcome.Streamed);
    }

    private async Task<(Answer Answer, bool Streamed)> SendAsync(ITurnContext turnContext, string question, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.DeliveryMode != DeliveryModes.ExpectReplies)
        {
            await turnContext.SendActivityAsync(MessageFactory.Typing(), cancellationToken);
        }

        var answer = await AskAsync(turnContext.Activity, question, progress: null, cancellationToken);
        var (message, sent) = Render(turnContext.Activity, answer);
        var response = await DeliverAsync(() => turnContext.SendActivityAsync(message, cancellationToken));
        await sentAnswers.RememberAsync(turnContext.Activity, sent, response.Id, cancellationToken);
        return (answer, false);
    }

    private async Task<bool> EndsWithinAsync(Task task, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(task, Task.Delay(patience, time, waiting.Token));
        await waiting.CancelAsync();
        return first == task;
    }

    private Task<Answer> AskAsync(Activity message, string question, IProgress<Answer>? progress, CancellationToken cancellationToken)
    {
        var conversation = new ConversationId(message.ChannelId ?? "", message.Conversation?.Id ?? "", message.From?.Id ?? "");
        if (ConversationRequest.Of(question) == ConversationRequestKind.StartOver)
        {
            uploads.Forget(ConversationKey.Of(message));
        }

        var options = new AnswerOptions
        {
            AdditionalChunks = [.. uploads.Of(ConversationKey.Of(message)).SelectMany(file => file.Chunks)],
            Progress = progress,
        };
        return metrics.TimeAsync("answer", () => conversations.AskAsync(conversation, question, options, cancellationToken));
    }

    private (Activity Message, SentAnswer Sent) Render(Activity question, Answer answer)
    {
        var sent = SentAnswer.Of(Guid.NewGuid().ToString("N"), answer);
        return (metrics.Time("render", () => renderers.Render(answer, sent.Id, question.ChannelId)), sent);
    }

    private Task<T> DeliverAsync<T>(Func<Task<T>> send) => metrics.TimeAsync("deliver", send);

    [LoggerMessage(LogLevel.Trace, "Asked: {Question}")]
    private partial void LogQuestion(string question);

    [LoggerMessage(LogLevel.Information, "Answered on {Channel}: {Status}, confidence {Confidence:0.00}, {Citations} citations, {Milliseconds:0} ms, streamed: {Streamed}")]
    private partial void LogAnswered(string? channel, string status, double confidence, int citations, double milliseconds, bool streamed);

    [LoggerMessage(LogLevel.Warning, "A user or a conversation on {Channel} asks more often than the limits allow")]
    private partial void LogLimited(string? channel);
}
