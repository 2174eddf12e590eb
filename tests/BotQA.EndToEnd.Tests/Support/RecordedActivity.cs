using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>An activity that the Playground recorded.</summary>
/// <param name="IsFromBot">Whether the bot sent it.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Status">How it was answered.</param>
/// <param name="Id">The id that the answer gave it, or null.</param>
internal sealed record RecordedActivity(bool IsFromBot, JsonObject Activity, int Status, string? Id)
{
    /// <summary>The type.</summary>
    public string? Type => (string?)Activity["type"];

    /// <summary>The text.</summary>
    public string? Text => (string?)Activity["text"];

    /// <summary>What it says of the stream it is a part of, or null.</summary>
    public JsonObject? Stream => Activity["entities"]?.AsArray().OfType<JsonObject>().FirstOrDefault(entity => (string?)entity["type"] == "streaminfo");

    /// <summary>Reads a record; null for one that isn't written to its end yet or holds no activity.</summary>
    public static RecordedActivity? Read(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject record && record["request"]?["body"] is JsonObject activity
                ? new RecordedActivity(
                    ((string?)record["direction"])?.StartsWith("User Application", StringComparison.Ordinal) == true,
                    activity,
                    (int?)record["response"]?["statusCode"] ?? 0,
                    (string?)(record["response"]?["body"] as JsonObject)?["id"])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Type and text, for messages of failed tests.</summary>
    public override string ToString() => $"{Type} '{Text}' {Status}";
}
