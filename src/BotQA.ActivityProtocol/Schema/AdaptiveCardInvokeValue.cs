using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>The value of an invoke named <see cref="InvokeNames.AdaptiveCardAction"/>.</summary>
public sealed record AdaptiveCardInvokeValue
{
    /// <summary>The action that was used.</summary>
    public AdaptiveCardAction? Action { get; set; }

    /// <summary><c>manual</c> or <c>automatic</c>.</summary>
    public string? Trigger { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
