namespace BotQA.Feedback;

/// <summary>Keeps feedback. Safe for use from many threads.</summary>
internal interface IFeedbackStore
{
    /// <summary>Saves feedback; what the same voter said of the same answer before is replaced.</summary>
    /// <exception cref="FeedbackStoreException">The store can't be written.</exception>
    Task SaveAsync(FeedbackEntry entry, FeedbackVoter voter, CancellationToken cancellationToken = default);

    /// <summary>The feedback given at or after <paramref name="since"/>, oldest first; empty when there is no store yet.</summary>
    /// <exception cref="FeedbackStoreException">The store can't be read.</exception>
    Task<IReadOnlyList<FeedbackEntry>> ListAsync(DateTimeOffset? since = null, CancellationToken cancellationToken = default);
}
