using System.Text.Json;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;

namespace BotQA.Feedback;

/// <summary>
/// The buttons of Web Chat: a message offers a like and a dislike action, and the one that is used comes back in an event. The event doesn't
/// name the message, so the action's id names the answer.
/// </summary>
internal static class WebChatFeedback
{
    /// <summary>The name of the event.</summary>
    public const string EventName = "webchat:activity-status/feedback";

    private const string IdPrefix = "urn:botqa:answer:";

    /// <summary>The actions that a message offers, in the order shown.</summary>
    public static IEnumerable<JsonNode> Actions(string answerId) => [Action("LikeAction", answerId, MessageFeedback.Like), Action("DislikeAction", answerId, MessageFeedback.Dislike)];

    /// <summary>Reads the event; <see cref="MessageFeedback.ActivityId"/> is then the answer's id.</summary>
    /// <returns>The feedback, or null when the event holds none.</returns>
    public static MessageFeedback? Read(Activity activity)
    {
        if (activity.Name != EventName)
        {
            return null;
        }

        var id = activity.Entities?.Select(IdOf).FirstOrDefault(id => id?.StartsWith(IdPrefix, StringComparison.Ordinal) == true);
        return id?[IdPrefix.Length..].Split(':') is [var answerId, MessageFeedback.Like or MessageFeedback.Dislike] parts
            ? new MessageFeedback(parts[1], Text: null, answerId)
            : null;
    }

    private static JsonObject Action(string type, string answerId, string reaction) =>
        new() { ["@type"] = type, ["@id"] = $"{IdPrefix}{answerId}:{reaction}", ["actionStatus"] = "PotentialActionStatus" };

    private static string? IdOf(Entity entity) =>
        entity.Properties?.TryGetValue("@id", out var id) == true && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
