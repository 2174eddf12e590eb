using BotQA.ActivityProtocol.Inbox;
using BotQA.Postgres.State;

namespace BotQA.Inbox;

/// <summary>A message that this host has leased.</summary>
internal sealed class PostgresClaim : IActivityClaim, IDisposable
{
    private readonly PostgresInbox _inbox;
    private readonly CancellationTokenSource _lost;

    /// <param name="inbox">Where the claim comes from.</param>
    /// <param name="claimed">What was claimed.</param>
    /// <param name="accepted">What it holds.</param>
    /// <param name="lease">How long from now nobody else takes it.</param>
    /// <param name="time">The clock.</param>
    public PostgresClaim(PostgresInbox inbox, ClaimedActivity claimed, AcceptedActivity accepted, TimeSpan lease, TimeProvider time)
    {
        _inbox = inbox;
        Lease = claimed.Lease;
        Replies = claimed.Replies;
        Attempts = claimed.Begun;
        Accepted = accepted;
        _lost = new CancellationTokenSource(lease, time);
    }

    /// <summary>The claim in the database.</summary>
    public ActivityLease Lease { get; }

    /// <inheritdoc/>
    public AcceptedActivity Accepted { get; }

    /// <inheritdoc/>
    public int Attempts { get; }

    /// <inheritdoc/>
    public int Replies { get; }

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Whether it is noted that its turn was begun.</summary>
    public bool HasBegun { get; set; }

    /// <summary>What is still to be noted of a turn that has ended; null while it runs.</summary>
    public Func<CancellationToken, Task>? Outcome { get; set; }

    /// <summary>Keeps the message for longer, unless the lease has ended meanwhile or the renewal took as long as it is good for.</summary>
    public void Renew(TimeSpan lease) => _lost.CancelAfter(lease > TimeSpan.Zero ? lease : TimeSpan.Zero);

    /// <summary>Another host may have the message now.</summary>
    public void Lose() => _lost.Cancel();

    /// <inheritdoc/>
    public Task RepliedAsync(int replies) => _inbox.NoteRepliedAsync(this, replies);

    /// <inheritdoc/>
    public Task CompleteAsync() => _inbox.EndAsync(this, isAnswered: true);

    /// <inheritdoc/>
    public Task ReleaseAsync() => _inbox.EndAsync(this, isAnswered: false);

    /// <inheritdoc/>
    public void Dispose() => _lost.Dispose();
}
