using System.Text.Json;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>Changes single fields of an activity's channel data.</summary>
internal static class ChannelDataExtensions
{
    /// <summary>Sets a field and keeps the others; channel data that isn't an object is replaced.</summary>
    public static void SetChannelData(this Activity activity, string name, JsonNode value)
    {
        var data = activity.ChannelData is { ValueKind: JsonValueKind.Object } existing ? JsonObject.Create(existing)! : [];
        data[name] = value;
        using var document = JsonDocument.Parse(data.ToJsonString());
        activity.ChannelData = document.RootElement.Clone();
    }
}
