using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>A card or a file: either <see cref="Content"/> or <see cref="ContentUrl"/> is set.</summary>
public sealed record Attachment
{
    /// <summary>The media type; for cards one of <see cref="AttachmentContentTypes"/>.</summary>
    public string? ContentType { get; set; }

    /// <summary>Where the file is; never fetched by this library.</summary>
    public string? ContentUrl { get; set; }

    /// <summary>The card; any JSON.</summary>
    public JsonElement? Content { get; set; }

    /// <summary>The name of the file.</summary>
    public string? Name { get; set; }

    /// <summary>Where a small picture of the file is.</summary>
    public string? ThumbnailUrl { get; set; }

    /// <summary>What the file holds, where the channel brought it along; in no JSON.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte>? File { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
