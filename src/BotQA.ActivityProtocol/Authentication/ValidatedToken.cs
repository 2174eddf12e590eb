using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>A token whose signature, issuer, audience and lifetime hold, and what it says of the activities it may carry.</summary>
/// <param name="Caller">Who holds the token.</param>
internal sealed record ValidatedToken(CallerIdentity Caller)
{
    /// <summary>The service URL that a token of the Bot Connector is bound to.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>The key of a token of the Bot Connector.</summary>
    public SigningKey? Key { get; init; }

    /// <summary>Whether the token may carry an activity.</summary>
    /// <returns>The reason why not, or null.</returns>
    public string? Refuses(Activity activity)
    {
        if (Caller.Kind != CallerKind.Channel)
        {
            return null;
        }

        if (string.IsNullOrEmpty(ServiceUrl))
        {
            return "the token has no serviceurl claim";
        }

        if (!string.Equals(ServiceUrl, activity.ServiceUrl, StringComparison.OrdinalIgnoreCase))
        {
            return "the token's serviceurl claim is not the activity's serviceUrl";
        }

        return string.IsNullOrEmpty(activity.ChannelId) || Key?.Endorsements.Contains(activity.ChannelId) != true
            ? "the signing key does not endorse the activity's channel"
            : null;
    }
}
