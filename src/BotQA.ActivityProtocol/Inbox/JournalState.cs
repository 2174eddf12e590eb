namespace BotQA.ActivityProtocol.Inbox;

/// <summary>What the records of a journal come to. Not safe for use by several threads at a time.</summary>
/// <param name="rememberedTicks">How long after its acceptance a completed activity is remembered.</param>
/// <param name="capacity">The most completed activities remembered; beyond it the oldest are forgotten.</param>
internal sealed class JournalState(long rememberedTicks, int capacity)
{
    private readonly Dictionary<string, JournalEntry> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _completed = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, long AcceptedAt)> _completedInOrder = [];
    private long _lastSequence;

    /// <summary>The activities that are not completed, in the order they came.</summary>
    public IReadOnlyList<JournalEntry> Open => [.. _open.Values.OrderBy(entry => entry.AcceptedAt).ThenBy(entry => entry.Sequence)];

    /// <summary>The completed activities that are remembered.</summary>
    public IReadOnlyList<string> Completed => [.. _completedInOrder.Select(completed => completed.Key)];

    /// <summary>Whether there is nothing to write down.</summary>
    public bool IsEmpty => _open.Count == 0 && _completed.Count == 0;

    /// <summary>Takes in a record. Records of one activity that come twice, as after a crash between two files, say no more than once.</summary>
    public void Apply(in JournalRecord record)
    {
        switch (record.Kind)
        {
            case JournalRecordKind.Accepted when !_completed.Contains(record.Key):
                _open.TryAdd(record.Key, new JournalEntry(record.Key, record.Number, ++_lastSequence, record.Payload));
                break;
            case JournalRecordKind.Begun when _open.TryGetValue(record.Key, out var entry):
                _open[record.Key] = entry with { Attempts = Math.Max(entry.Attempts, (int)record.Number) };
                break;
            case JournalRecordKind.Replied when _open.TryGetValue(record.Key, out var entry):
                _open[record.Key] = entry with { Replies = Math.Max(entry.Replies, (int)record.Number) };
                break;
            case JournalRecordKind.Completed:
                Remove(record.Key);
                if (_completed.Add(record.Key))
                {
                    _completedInOrder.Enqueue((record.Key, record.Number));
                }

                break;
        }
    }

    /// <summary>Takes an activity back that could not be accepted.</summary>
    public void Remove(string key) => _open.Remove(key);

    /// <summary>Forgets completed activities that came too long ago.</summary>
    public void Forget(DateTimeOffset now)
    {
        while (_completedInOrder.TryPeek(out var oldest) && (_completed.Count > capacity || oldest.AcceptedAt + rememberedTicks <= now.UtcTicks))
        {
            _completed.Remove(_completedInOrder.Dequeue().Key);
        }
    }

    /// <summary>The fewest records that say all of this.</summary>
    public IEnumerable<JournalRecord> ToRecords()
    {
        foreach (var (key, acceptedAt) in _completedInOrder)
        {
            yield return new JournalRecord(JournalRecordKind.Completed, key, acceptedAt);
        }

        foreach (var entry in Open)
        {
            yield return new JournalRecord(JournalRecordKind.Accepted, entry.Key, entry.AcceptedAt, entry.Payload);
            if (entry.Attempts > 0)
            {
                yield return new JournalRecord(JournalRecordKind.Begun, entry.Key, entry.Attempts);
            }

            if (entry.Replies > 0)
            {
                yield return new JournalRecord(JournalRecordKind.Replied, entry.Key, entry.Replies);
            }
        }
    }
}
