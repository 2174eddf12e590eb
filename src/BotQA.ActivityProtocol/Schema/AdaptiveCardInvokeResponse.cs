using System.Text.Json;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>The body that answers <see cref="InvokeNames.AdaptiveCardAction"/>.</summary>
public sealed record AdaptiveCardInvokeResponse
{
    private const string MessageType = "application/vnd.microsoft.activity.message";
    private const string ErrorType = "application/vnd.microsoft.error";

    /// <summary>The status of the action itself, inside an HTTP 200.</summary>
    public int StatusCode { get; set; }

    /// <summary>What <see cref="Value"/> is.</summary>
    public string? Type { get; set; }

    /// <summary>A text, a card or an error.</summary>
    public JsonElement? Value { get; set; }

    /// <summary>Shows a text to the person who used the card.</summary>
    public static AdaptiveCardInvokeResponse Message(string text) => new()
    {
        StatusCode = 200,
        Type = MessageType,
        Value = JsonSerializer.SerializeToElement(text, ActivityJsonContext.Relaxed.String),
    };

    /// <summary>Replaces the card that was used.</summary>
    public static AdaptiveCardInvokeResponse Card(JsonElement card) => new()
    {
        StatusCode = 200,
        Type = AttachmentContentTypes.AdaptiveCard,
        Value = card,
    };

    /// <summary>Says that the action failed.</summary>
    /// <param name="statusCode">The status of the action, 400 to 599.</param>
    /// <param name="code">A short code.</param>
    /// <param name="message">What went wrong, in words.</param>
    public static AdaptiveCardInvokeResponse Error(int statusCode, string code, string message) => new()
    {
        StatusCode = statusCode,
        Type = ErrorType,
        Value = JsonSerializer.SerializeToElement(new ProtocolError(code, message), ActivityJsonContext.Relaxed.ProtocolError),
    };
}
