using System.Globalization;
using System.Text.Json;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>
/// A conversation and what was said in it, in order and bounded. Signs of typing and the parts of a streamed message are kept only until
/// the message is there, so that who comes later doesn't see them again.
/// </summary>
internal sealed class DirectLineConversation(string id, DirectLineOptions options, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<HistoryEntry> _history = [];
    private TaskCompletionSource _changed = NewSignal();
    private DateTimeOffset _lastUse = timeProvider.GetUtcNow();
    private long _lastSequence;
    private long _bytes;
    private int _streams;

    public string Id { get; } = id;

    /// <summary>When a client last asked for something; now, while a stream is open.</summary>
    public DateTimeOffset LastUse
    {
        get
        {
            lock (_gate)
            {
                return _streams > 0 ? timeProvider.GetUtcNow() : _lastUse;
            }
        }
    }

    /// <summary>Whether a stream is open.</summary>
    public bool IsWatched
    {
        get
        {
            lock (_gate)
            {
                return _streams > 0;
            }
        }
    }

    /// <summary>Notes that a client is there.</summary>
    public void Touch()
    {
        lock (_gate)
        {
            _lastUse = timeProvider.GetUtcNow();
        }
    }

    /// <summary>Counts a stream in, if there is room for it.</summary>
    public bool TryOpenStream()
    {
        lock (_gate)
        {
            if (_streams >= options.MaxStreams)
            {
                return false;
            }

            _streams++;
            return true;
        }
    }

    /// <summary>Counts a stream out.</summary>
    public void CloseStream()
    {
        lock (_gate)
        {
            _streams--;
            _lastUse = timeProvider.GetUtcNow();
        }
    }

    /// <summary>An id for an activity that is not in the history yet.</summary>
    public static string NewActivityId() => Guid.CreateVersion7().ToString("N");

    /// <summary>Adds an activity; a sent one may be changed afterwards, as its JSON is kept.</summary>
    /// <param name="activity">The activity, with an id.</param>
    public void Append(Activity activity)
    {
        var json = ActivityJson.SerializeToUtf8Bytes(activity);
        var stream = StreamOf(activity);
        lock (_gate)
        {
            if (stream is null && activity.Type == ActivityTypes.Message)
            {
                RemoveWhere(entry => entry.Stream is not null && (entry.Stream.Length == 0 || entry.Stream == FinalStreamOf(activity)));
            }

            _history.AddLast(new HistoryEntry(++_lastSequence, activity.Id!, json, stream));
            _bytes += json.Length;
            while (_history.Count > options.MaxHistory || (_bytes > options.MaxHistoryBytes && _history.Count > 1))
            {
                Remove(_history.First!);
            }

            var changed = _changed;
            _changed = NewSignal();
            changed.SetResult();
        }
    }

    /// <summary>Takes an activity out of the history; clients that saw it keep it.</summary>
    public void Remove(string activityId)
    {
        lock (_gate)
        {
            RemoveWhere(entry => entry.ActivityId == activityId);
        }
    }

    /// <summary>What came after a watermark.</summary>
    /// <param name="watermark">The place of the last activity seen; 0 for none.</param>
    public HistoryPage After(long watermark)
    {
        lock (_gate)
        {
            var entries = new List<HistoryEntry>();
            for (var node = _history.Last; node is not null && node.Value.Sequence > watermark; node = node.Previous)
            {
                entries.Add(node.Value);
            }

            entries.Reverse();
            return new HistoryPage(entries, _lastSequence, _changed.Task);
        }
    }

    /// <summary>Reads a watermark: none is the beginning, and one from the future the end.</summary>
    public static bool TryParseWatermark(string? text, out long watermark)
    {
        watermark = 0;
        return string.IsNullOrEmpty(text) || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out watermark);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string? StreamOf(Activity activity) => activity.Type != ActivityTypes.Typing
        ? null
        : string.IsNullOrEmpty(activity.Text) ? "" : FinalStreamOf(activity) ?? activity.Id;

    // Web Chat reads the stream's id from the channel's data; its first part has none and gives it by its own id.
    private static string? FinalStreamOf(Activity activity) =>
        activity.ChannelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("streamId", out var streamId)
        && streamId.ValueKind == JsonValueKind.String
            ? streamId.GetString()
            : null;

    private void RemoveWhere(Func<HistoryEntry, bool> predicate)
    {
        for (var node = _history.First; node is not null;)
        {
            var next = node.Next;
            if (predicate(node.Value))
            {
                Remove(node);
            }

            node = next;
        }
    }

    private void Remove(LinkedListNode<HistoryEntry> node)
    {
        _bytes -= node.Value.Json.Length;
        _history.Remove(node);
    }
}
