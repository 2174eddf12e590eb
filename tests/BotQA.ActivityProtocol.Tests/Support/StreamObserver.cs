using System.Text.Json.Nodes;
using System.Threading.Channels;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A channel that takes streams and notes everything that is against their rules.</summary>
internal sealed class StreamObserver(TimeProvider timeProvider) : IActivitySender
{
    public const string StreamId = "stream-1";

    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);

    private readonly Channel<Activity> _received = Channel.CreateUnbounded<Activity>();
    private readonly Lock _gate = new();
    private readonly List<string> _violations = [];
    private readonly List<Activity> _activities = [];
    private string _text = "";
    private int _sequence;
    private int _inFlight;
    private bool _isFinal;
    private DateTimeOffset? _last;

    /// <summary>The answer to an activity, or a refusal.</summary>
    public Func<Activity, Task<ResourceResponse>> Respond { get; set; } = _ => Task.FromResult(new ResourceResponse { Id = StreamId });

    public IReadOnlyList<string> Violations => Read(_violations);

    public IReadOnlyList<Activity> Activities => Read(_activities);

    /// <summary>The activities that took the place of others.</summary>
    public List<Activity> Updates { get; } = [];

    /// <summary>What updating answers.</summary>
    public Func<Task> RespondToUpdate { get; set; } = () => Task.CompletedTask;

    /// <summary>The next activity that no test has waited for yet.</summary>
    public Task<Activity> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken).OrTimeout();

    public async Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        // A test that saw an activity may go on to change the answer to the next one.
        var respond = Respond;
        Observe(activity.Clone());
        try
        {
            return await respond(activity);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    public async Task<ResourceResponse> UpdateAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        await RespondToUpdate();
        Updates.Add(activity.Clone());
        return new ResourceResponse { Id = activity.Id };
    }

    public Task DeleteAsync(ConversationReference conversation, string activityId, CancellationToken cancellationToken = default) => Task.CompletedTask;

    private static string? ChannelData(Activity activity, string name) => activity.ChannelData is { } data
        ? JsonNode.Parse(data.GetRawText())![name]?.ToJsonString().Trim('"')
        : null;

    private IReadOnlyList<T> Read<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }

    private void Observe(Activity activity)
    {
        lock (_gate)
        {
            _activities.Add(activity);
            Check(Interlocked.Increment(ref _inFlight) == 1, "a request before the answer to the last one");
            Check(!_isFinal, "something after the final part");
            Check(_last is not { } last || timeProvider.GetUtcNow() - last >= MinInterval, "two requests within a second");
            _last = timeProvider.GetUtcNow();
            if (StreamInfo.Read(activity) is { } info)
            {
                ObservePart(activity, info);
            }

            _received.Writer.TryWrite(activity);
        }
    }

    private void ObservePart(Activity activity, StreamInfo info)
    {
        _sequence++;
        _isFinal = info.StreamType == StreamTypes.Final;
        Check(activity.Entities!.Count(entity => entity.Type == EntityTypes.StreamInfo) == 1, "two places in the stream");
        Check(info.StreamId == (_sequence == 1 ? null : StreamId), "the wrong stream id");
        Check(info.StreamSequence == (_isFinal ? null : _sequence), "the wrong number");
        Check(_sequence > 1 || info.StreamType == StreamTypes.Informative, "a stream that doesn't begin with an informative line");
        Check(activity.Type == (_isFinal ? ActivityTypes.Message : ActivityTypes.Typing), "the wrong type");
        Check(activity.Entities!.Count(entity => entity.Type == EntityTypes.Message) <= (_isFinal ? 1 : 0), "a root entity too many");
        Check(_isFinal || activity.Attachments is null, "attachments before the end");
        Check(_isFinal || ChannelData(activity, "feedbackLoop") is null, "feedback before the end");
        Check(ChannelData(activity, "streamType") == info.StreamType, "another type in the channel data");
        Check(ChannelData(activity, "streamId") == info.StreamId, "another id in the channel data");
        Check(ChannelData(activity, "streamSequence") == info.StreamSequence?.ToString(), "another number in the channel data");
        Check(!string.IsNullOrEmpty(activity.Text), "no text");
        if (info.StreamType == StreamTypes.Informative)
        {
            Check(activity.Text?.Length <= 1_000, "an informative line that is too long");
            Check(_text.Length == 0, "an informative line after text");
            return;
        }

        Check(activity.Text?.StartsWith(_text, StringComparison.Ordinal) == true, "text that doesn't contain what was streamed before");
        _text = activity.Text ?? "";
    }

    private void Check(bool holds, string violation)
    {
        if (!holds)
        {
            _violations.Add($"{violation} ({_activities.Count})");
        }
    }
}
