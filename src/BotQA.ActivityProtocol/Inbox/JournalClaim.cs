namespace BotQA.ActivityProtocol.Inbox;

/// <summary>An activity of this host's journal, or of none.</summary>
internal sealed class JournalClaim(AcceptedActivity accepted, ActivityJournal? journal, int attempts = 0, int replies = 0) : IActivityClaim
{
    public AcceptedActivity Accepted => accepted;

    public int Attempts => attempts;

    public int Replies => replies;

    public CancellationToken Lost => CancellationToken.None;

    /// <summary>Notes that a turn begins.</summary>
    public void Begin() => journal?.Note(JournalRecordKind.Begun, accepted.Key, attempts + 1);

    public Task RepliedAsync(int count)
    {
        journal?.Note(JournalRecordKind.Replied, accepted.Key, count);
        return Task.CompletedTask;
    }

    public Task CompleteAsync()
    {
        journal?.Note(JournalRecordKind.Completed, accepted.Key, accepted.AcceptedAt.UtcTicks);
        return Task.CompletedTask;
    }

    // What isn't completed is answered after the restart. A turn that a shutdown ended is no failed attempt.
    public Task ReleaseAsync()
    {
        journal?.Note(JournalRecordKind.Begun, accepted.Key, attempts);
        return Task.CompletedTask;
    }
}
