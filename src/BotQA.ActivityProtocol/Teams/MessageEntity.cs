using System.Text.Json;
using System.Text.Json.Serialization;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>What Teams is told about a message: that it was generated, and its sources. A message has one at most.</summary>
internal sealed record MessageEntity
{
    public string Type { get; set; } = EntityTypes.Message;

    [JsonPropertyName("@type")]
    public string SchemaType { get; set; } = "Message";

    [JsonPropertyName("@context")]
    public string Context { get; set; } = "https://schema.org";

    [JsonPropertyName("@id")]
    public string Id { get; set; } = "";

    public IList<string>? AdditionalType { get; set; }

    public IList<Claim>? Citation { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    internal sealed record Claim(int Position, Appearance Appearance)
    {
        [JsonPropertyName("@type")]
        [JsonPropertyOrder(-1)]
        public string SchemaType { get; set; } = "Claim";
    }

    internal sealed record Appearance(string Name, string Abstract)
    {
        [JsonPropertyName("@type")]
        [JsonPropertyOrder(-1)]
        public string SchemaType { get; set; } = "DigitalDocument";

        public string? Url { get; init; }

        public IList<string>? Keywords { get; init; }

        public Picture? Image { get; init; }
    }

    internal sealed record Picture(string Name)
    {
        [JsonPropertyName("@type")]
        [JsonPropertyOrder(-1)]
        public string SchemaType { get; set; } = "ImageObject";
    }
}
