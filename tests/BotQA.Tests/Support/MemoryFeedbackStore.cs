using BotQA.Feedback;

namespace BotQA.Tests.Support;

/// <summary>Keeps feedback for a test.</summary>
internal sealed class MemoryFeedbackStore : IFeedbackStore
{
    public List<(FeedbackEntry Entry, FeedbackVoter Voter)> Saved { get; } = [];

    public Exception? Failure { get; set; }

    public Task SaveAsync(FeedbackEntry entry, FeedbackVoter voter, CancellationToken cancellationToken = default)
    {
        if (Failure is not null)
        {
            return Task.FromException(Failure);
        }

        Saved.Add((entry, voter));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<FeedbackEntry>> ListAsync(DateTimeOffset? since = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<FeedbackEntry>>([.. Saved.Select(saved => saved.Entry)]);
}
