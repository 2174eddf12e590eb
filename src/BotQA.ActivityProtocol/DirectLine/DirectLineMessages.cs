using System.Text.Json.Serialization;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>What a client says when it asks for a token or begins a conversation.</summary>
internal sealed record StartRequest
{
    public ChannelAccount? User { get; init; }

    public string? Locale { get; init; }
}

/// <summary>The answer to a client that asked for a token or a conversation.</summary>
internal sealed record StartResponse
{
    public required string ConversationId { get; init; }

    public required string Token { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expires_in")]
    public required int ExpiresIn { get; init; }

    /// <summary>Where the activities are streamed from; absent where only a token was asked for.</summary>
    public string? StreamUrl { get; init; }
}
