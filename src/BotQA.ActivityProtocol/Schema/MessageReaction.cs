using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>A reaction to a message, such as <c>like</c>.</summary>
public sealed record MessageReaction
{
    /// <summary>The reaction.</summary>
    public string? Type { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
