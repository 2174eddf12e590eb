namespace BotQA.ActivityProtocol.Connector;

/// <summary>
/// Keeps sends within Teams' limits of a conversation: 7 in a second, 8 in 2 seconds, 60 in 30 seconds, 1,800 in an hour. Sends wait for their
/// place in the order they ask. Source: Microsoft Learn, "Optimize your bot with rate limiting in Teams".
/// </summary>
internal sealed class ConversationThrottle(TimeProvider timeProvider)
{
    private static readonly (int Count, TimeSpan Window)[] Limits =
    [
        (7, TimeSpan.FromSeconds(1)),
        (8, TimeSpan.FromSeconds(2)),
        (60, TimeSpan.FromSeconds(30)),
        (1_800, TimeSpan.FromHours(1)),
    ];

    private static readonly TimeSpan LongestWindow = Limits[^1].Window;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _sends = new(StringComparer.Ordinal);
    private DateTimeOffset _nextSweep = DateTimeOffset.MinValue;

    /// <summary>Waits until a send of the conversation is within the limits.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="maxDelay">The longest wait.</param>
    /// <param name="cancellationToken">Cancels the wait; the place is lost.</param>
    /// <returns>False, at once, when the wait would be longer than allowed.</returns>
    public async ValueTask<bool> WaitAsync(string conversation, TimeSpan maxDelay, CancellationToken cancellationToken)
    {
        if (Reserve(conversation, maxDelay) is not { } delay)
        {
            return false;
        }

        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, timeProvider, cancellationToken);
        }

        return true;
    }

    private static DateTimeOffset NextPlace(List<DateTimeOffset> sends, DateTimeOffset now)
    {
        var place = sends.Count > 0 && sends[^1] > now ? sends[^1] : now;
        foreach (var (count, window) in Limits)
        {
            if (sends.Count >= count && sends[^count] + window > place)
            {
                place = sends[^count] + window;
            }
        }

        return place;
    }

    private TimeSpan? Reserve(string conversation, TimeSpan maxDelay)
    {
        lock (_gate)
        {
            var now = timeProvider.GetUtcNow();
            Sweep(now);
            if (!_sends.TryGetValue(conversation, out var sends))
            {
                _sends.Add(conversation, sends = []);
            }

            Forget(sends, now);
            var place = NextPlace(sends, now);
            if (place - now > maxDelay)
            {
                return null;
            }

            sends.Add(place);
            return place - now;
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now < _nextSweep)
        {
            return;
        }

        _nextSweep = now + SweepInterval;
        foreach (var (conversation, sends) in _sends)
        {
            if (sends.Count == 0 || sends[^1] + LongestWindow <= now)
            {
                _sends.Remove(conversation);
            }
        }
    }

    private static void Forget(List<DateTimeOffset> sends, DateTimeOffset now)
    {
        var expired = sends.FindIndex(send => send + LongestWindow > now);
        sends.RemoveRange(0, expired < 0 ? sends.Count : expired);
    }
}
