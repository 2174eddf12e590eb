using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>What a new conversation is to be.</summary>
public sealed record ConversationParameters
{
    /// <summary>Whether more than two will take part.</summary>
    public bool? IsGroup { get; set; }

    /// <summary>The bot.</summary>
    public ChannelAccount? Bot { get; set; }

    /// <summary>The other members.</summary>
    public IList<ChannelAccount>? Members { get; set; }

    /// <summary>The topic, where the channel has one.</summary>
    public string? TopicName { get; set; }

    /// <summary>The tenant of the conversation.</summary>
    public string? TenantId { get; set; }

    /// <summary>The first activity.</summary>
    public Activity? Activity { get; set; }

    /// <summary>What only the channel understands; any JSON.</summary>
    public JsonElement? ChannelData { get; set; }

    /// <summary>Every other field.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
