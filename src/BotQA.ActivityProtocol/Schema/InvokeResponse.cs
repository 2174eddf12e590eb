using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>A bot's answer to an invoke: it becomes the answer to the HTTP request.</summary>
/// <param name="Status">The HTTP status, 200 to 599.</param>
/// <param name="Body">The body, or null for none.</param>
public sealed record InvokeResponse(int Status, JsonElement? Body = null)
{
    /// <summary>200 without a body.</summary>
    public static InvokeResponse Ok() => new(200);

    /// <summary>200 with a body.</summary>
    public static InvokeResponse Ok<T>(T body, JsonTypeInfo<T> typeInfo) => new(200, JsonSerializer.SerializeToElement(body, typeInfo));

    /// <summary>200 with the empty object, as Teams asks for feedback.</summary>
    public static InvokeResponse EmptyObject() => new(200, JsonSerializer.SerializeToElement(new EmptyObject(), ActivityJsonContext.Relaxed.EmptyObject));

    /// <summary>The answer to <see cref="InvokeNames.AdaptiveCardAction"/>.</summary>
    public static InvokeResponse AdaptiveCard(AdaptiveCardInvokeResponse body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Ok(body, ActivityJsonContext.Relaxed.AdaptiveCardInvokeResponse);
    }

    /// <summary>A refusal with a reason.</summary>
    /// <param name="status">The HTTP status, 400 to 599.</param>
    /// <param name="code">A short code.</param>
    /// <param name="message">What went wrong, in words.</param>
    public static InvokeResponse Error(int status, string code, string message) => new(
        status,
        JsonSerializer.SerializeToElement(new ErrorResponse(new ProtocolError(code, message)), ActivityJsonContext.Relaxed.ErrorResponse));
}
