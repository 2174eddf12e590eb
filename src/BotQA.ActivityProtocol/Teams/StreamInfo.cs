using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>The place of an activity in a stream.</summary>
public sealed record StreamInfo
{
    /// <summary><c>streaminfo</c>.</summary>
    public string? Type { get; set; } = EntityTypes.StreamInfo;

    /// <summary>The id of the stream, which is that of its first activity; null in the first.</summary>
    public string? StreamId { get; set; }

    /// <summary>One of <see cref="StreamTypes"/>.</summary>
    public string? StreamType { get; set; }

    /// <summary>The number of the activity in the stream, from 1; null in the last.</summary>
    public int? StreamSequence { get; set; }

    /// <summary>Reads the place of an activity in a stream.</summary>
    /// <returns>The place, or null when the activity isn't part of a stream.</returns>
    public static StreamInfo? Read(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Entities?.FirstOrDefault(entity => entity.Type == EntityTypes.StreamInfo)?.As(TeamsJsonContext.Relaxed.StreamInfo);
    }

    /// <summary>Makes an activity part of the stream, in both forms: Teams reads the entity, Web Chat the channel data.</summary>
    /// <returns>The same activity.</returns>
    public Activity ApplyTo(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        activity.Entities ??= [];
        activity.Entities.Add(Entity.From(this, TeamsJsonContext.Relaxed.StreamInfo));
        if (StreamType is not null)
        {
            activity.SetChannelData("streamType", StreamType);
        }

        if (StreamId is not null)
        {
            activity.SetChannelData("streamId", StreamId);
        }

        if (StreamSequence is { } sequence)
        {
            activity.SetChannelData("streamSequence", sequence);
        }

        return activity;
    }
}
