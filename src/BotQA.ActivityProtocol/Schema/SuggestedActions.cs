using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>Buttons offered below a message. Teams shows at most 3, and none beside attachments.</summary>
public sealed record SuggestedActions
{
    /// <summary>The ids of the accounts that see the buttons; null for all.</summary>
    public IList<string>? To { get; set; }

    /// <summary>The buttons.</summary>
    public IList<CardAction>? Actions { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
