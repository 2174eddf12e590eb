using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>A channel's answer to an activity.</summary>
public sealed record ResourceResponse
{
    /// <summary>The id of the activity; null where the channel accepted it without giving one.</summary>
    public string? Id { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
