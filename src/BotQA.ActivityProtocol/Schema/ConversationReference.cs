using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>What is needed to speak in a conversation again.</summary>
public sealed record ConversationReference
{
    /// <summary>The id of the activity the reference was taken from.</summary>
    public string? ActivityId { get; set; }

    /// <summary>The user.</summary>
    public ChannelAccount? User { get; set; }

    /// <summary>The bot.</summary>
    public ChannelAccount? Bot { get; set; }

    /// <summary>The conversation.</summary>
    public ConversationAccount? Conversation { get; set; }

    /// <summary>The channel.</summary>
    public string? ChannelId { get; set; }

    /// <summary>The URL that activities go to.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>The user's language, as a BCP 47 tag.</summary>
    public string? Locale { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
