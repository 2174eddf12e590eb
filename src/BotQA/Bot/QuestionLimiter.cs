using System.Threading.RateLimiting;
using BotQA.ActivityProtocol.Schema;
using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>Limits how often a user, and a conversation, may ask.</summary>
internal sealed class QuestionLimiter : IDisposable
{
    private const int Segments = 6;

    private readonly PartitionedRateLimiter<Activity> _limiter;

    public QuestionLimiter(IOptions<BotOptions> options)
    {
        var settings = options.Value;
        _limiter = PartitionedRateLimiter.CreateChained(
            PerKey(activity => (activity.ChannelId, activity.From?.Id), settings.UserQuestions, settings.RateWindow),
            PerKey(activity => (activity.ChannelId, activity.Conversation?.Id), settings.ConversationQuestions, settings.RateWindow));
    }

    /// <summary>Counts a question.</summary>
    /// <returns>Whether it may be answered.</returns>
    public bool TryAsk(Activity activity)
    {
        using var lease = _limiter.AttemptAcquire(activity);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private static PartitionedRateLimiter<Activity> PerKey(Func<Activity, (string?, string?)> key, int permits, TimeSpan window) =>
        PartitionedRateLimiter.Create<Activity, (string?, string?)>(activity => RateLimitPartition.GetSlidingWindowLimiter(
            key(activity),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = window, SegmentsPerWindow = Segments }));
}
