using System.Text.Json;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>What a user thinks of a message.</summary>
/// <param name="Reaction"><c>like</c> or <c>dislike</c>.</param>
/// <param name="Text">What the user wrote, or null for nothing.</param>
/// <param name="ActivityId">The id of the message, or null where the channel doesn't say.</param>
public sealed record MessageFeedback(string Reaction, string? Text, string? ActivityId)
{
    /// <summary>The user likes the message.</summary>
    public const string Like = "like";

    /// <summary>The user dislikes the message.</summary>
    public const string Dislike = "dislike";

    private const string ActionName = "feedback";

    /// <summary>Reads the feedback from an invoke named <see cref="InvokeNames.MessageSubmitAction"/>.</summary>
    /// <returns>The feedback, or null when the invoke holds none.</returns>
    /// <remarks>Teams writes the user's words as JSON inside a string; plain words are read too.</remarks>
    public static MessageFeedback? Read(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value
            || StringOf(value, "actionName") != ActionName
            || !value.TryGetProperty("actionValue", out var actionValue)
            || actionValue.ValueKind != JsonValueKind.Object
            || StringOf(actionValue, "reaction") is not (Like or Dislike))
        {
            return null;
        }

        return new MessageFeedback(StringOf(actionValue, "reaction")!, ReadText(actionValue), activity.ReplyToId);
    }

    private static string? ReadText(JsonElement actionValue)
    {
        if (!actionValue.TryGetProperty("feedback", out var feedback))
        {
            return null;
        }

        var text = feedback.ValueKind switch
        {
            JsonValueKind.String => Unwrap(feedback.GetString()!),
            JsonValueKind.Object => StringOf(feedback, "feedbackText"),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private static string? Unwrap(string feedback)
    {
        try
        {
            using var document = JsonDocument.Parse(feedback);
            return document.RootElement.ValueKind == JsonValueKind.Object ? StringOf(document.RootElement, "feedbackText") : feedback;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it that is not valid Unicode.
            return feedback;
        }
    }

    private static string? StringOf(JsonElement value, string name) =>
        value.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.String ? property.GetString() : null;
}
