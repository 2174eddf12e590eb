using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>The <c>Action.Execute</c> of an Adaptive Card.</summary>
public sealed record AdaptiveCardAction
{
    /// <summary><c>Action.Execute</c>.</summary>
    public string? Type { get; set; }

    /// <summary>The id of the action in its card.</summary>
    public string? Id { get; set; }

    /// <summary>What the card's author called the action.</summary>
    public string? Verb { get; set; }

    /// <summary>The card's data and its inputs; any JSON.</summary>
    public JsonElement? Data { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
