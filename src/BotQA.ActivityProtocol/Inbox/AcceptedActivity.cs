using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>An activity that a channel was told it needn't send again.</summary>
/// <param name="Key">What tells it from every other, of 43 characters that a URL takes as they are.</param>
/// <param name="Activity">The activity, with a conversation.</param>
/// <param name="Caller">Who sent it.</param>
/// <param name="AcceptedAt">When it came.</param>
public sealed record AcceptedActivity(string Key, Activity Activity, CallerIdentity Caller, DateTimeOffset AcceptedAt)
{
    /// <summary>The conversation among those of all channels; the activities of one are answered one after another.</summary>
    public string Conversation => ConversationOf(Activity);

    /// <summary>An activity that just came. One without an id is different from every other.</summary>
    public static AcceptedActivity Of(Activity activity, CallerIdentity caller, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return new AcceptedActivity(KeyOf(activity) ?? Encode(RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes)), activity, caller, now);
    }

    internal static string ConversationOf(Activity activity) => $"{activity.ChannelId}\n{activity.Conversation?.Id}";

    /// <summary>What channel, conversation and id make of an activity; null for one without an id.</summary>
    internal static string? KeyOf(Activity activity)
    {
        if (string.IsNullOrEmpty(activity.Id))
        {
            return null;
        }

        // A digest: ids are as long as their sender likes. The lengths keep different triples apart.
        var conversationId = activity.Conversation?.Id;
        var triple = string.Create(
            CultureInfo.InvariantCulture,
            $"{activity.ChannelId?.Length}:{activity.ChannelId}{conversationId?.Length}:{conversationId}{activity.Id}");
        return Encode(SHA256.HashData(Encoding.UTF8.GetBytes(triple)));
    }

    private static string Encode(byte[] digest) => System.Buffers.Text.Base64Url.EncodeToString(digest);
}
