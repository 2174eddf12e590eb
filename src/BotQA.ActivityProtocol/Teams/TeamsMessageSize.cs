using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>How large a message may be in Teams.</summary>
public static class TeamsMessageSize
{
    /// <summary>The size to stay below, in bytes of UTF-16: 80 KB. Teams refuses messages beyond 100 KB with 413.</summary>
    public const int MaxBytes = 80 * 1_024;

    /// <summary>The size of an activity in bytes: its JSON in UTF-16.</summary>
    public static int Of(Activity activity) => ActivityJson.Serialize(activity).Length * sizeof(char);

    /// <summary>Whether Teams takes an activity of this size.</summary>
    public static bool Fits(Activity activity) => Of(activity) < MaxBytes;
}
