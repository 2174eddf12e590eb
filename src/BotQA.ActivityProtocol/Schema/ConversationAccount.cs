using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>A conversation on a channel.</summary>
public sealed record ConversationAccount
{
    /// <summary>The channel's id of the conversation, opaque; it may hold <c>:;@|</c>.</summary>
    public string? Id { get; set; }

    /// <summary>The name of the conversation.</summary>
    public string? Name { get; set; }

    /// <summary>Whether more than two take part; null where the channel doesn't say.</summary>
    public bool? IsGroup { get; set; }

    /// <summary>What the channel calls this kind of conversation; see <see cref="ConversationTypes"/>.</summary>
    public string? ConversationType { get; set; }

    /// <summary>The Microsoft Entra tenant of the conversation.</summary>
    public string? TenantId { get; set; }

    /// <summary>The conversation's object id in Microsoft Entra.</summary>
    public string? AadObjectId { get; set; }

    /// <summary>The role of what stands behind the conversation.</summary>
    public string? Role { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
