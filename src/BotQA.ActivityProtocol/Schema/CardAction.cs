using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>A button.</summary>
public sealed record CardAction
{
    /// <summary>What the button does, one of <see cref="ActionTypes"/>.</summary>
    public string? Type { get; set; }

    /// <summary>The caption.</summary>
    public string? Title { get; set; }

    /// <summary>The URL of a picture on the button.</summary>
    public string? Image { get; set; }

    /// <summary>The text of the message that the button sends.</summary>
    public string? Text { get; set; }

    /// <summary>The text shown in the chat when the button is used.</summary>
    public string? DisplayText { get; set; }

    /// <summary>What is sent or opened; any JSON, mostly a string.</summary>
    public JsonElement? Value { get; set; }

    /// <summary>What only the channel understands; any JSON.</summary>
    public JsonElement? ChannelData { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
