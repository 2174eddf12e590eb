using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>A channel's answer to a new conversation.</summary>
public sealed record ConversationResourceResponse
{
    /// <summary>The id of the conversation.</summary>
    public string? Id { get; set; }

    /// <summary>The id of the first activity, when one was sent.</summary>
    public string? ActivityId { get; set; }

    /// <summary>The URL that activities of the conversation go to.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
