using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.Bot;
using BotQA.Telemetry;

namespace BotQA.Feedback;

/// <summary>Stores feedback together with the answer it is about.</summary>
internal sealed partial class FeedbackRecorder(
    IFeedbackStore store, SentAnswers sentAnswers, BotMetrics metrics, TimeProvider time, ILogger<FeedbackRecorder> logger)
{
    /// <summary>Stores what a user thought of an answer of this conversation. A store that fails is logged; the user can't help it.</summary>
    public async Task RecordAsync(Activity activity, MessageFeedback feedback, CancellationToken cancellationToken = default)
    {
        var answer = await sentAnswers.FindAsync(activity, feedback.ActivityId, cancellationToken);
        var entry = new FeedbackEntry
        {
            Time = time.GetUtcNow(),
            Channel = activity.ChannelId ?? "",
            Reaction = feedback.Reaction,
            Comment = feedback.Text,
            Question = answer?.Question,
            Answer = answer?.Text,
            Status = answer?.Status,
            Citations = answer?.Citations ?? [],
        };
        var answerId = answer?.Id ?? $"{activity.Conversation?.Id}\n{feedback.ActivityId ?? activity.Id}";
        try
        {
            await store.SaveAsync(entry, new FeedbackVoter(activity.From?.Id ?? "", answerId), cancellationToken);
        }
        catch (FeedbackStoreException e)
        {
            LogNotStored(e.Message);
            return;
        }

        metrics.FeedbackGiven(feedback.Reaction, activity.ChannelId);
        LogStored(feedback.Reaction, activity.ChannelId, answer is not null, feedback.Text is not null);
    }

    [LoggerMessage(LogLevel.Information, "Stored feedback: {Reaction} on {Channel}, answer remembered: {Remembered}, with a comment: {Commented}")]
    private partial void LogStored(string reaction, string? channel, bool remembered, bool commented);

    [LoggerMessage(LogLevel.Error, "{Reason}")]
    private partial void LogNotStored(string reason);
}
