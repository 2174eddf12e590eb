using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>A user or a bot on a channel.</summary>
public sealed record ChannelAccount
{
    /// <summary>The channel's id of the account, opaque.</summary>
    public string? Id { get; set; }

    /// <summary>The name a person would use.</summary>
    public string? Name { get; set; }

    /// <summary>The account's object id in Microsoft Entra.</summary>
    public string? AadObjectId { get; set; }

    /// <summary><c>user</c>, <c>bot</c> or <c>skill</c>; see <see cref="RoleTypes"/>.</summary>
    public string? Role { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
