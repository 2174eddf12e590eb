namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>A token for one conversation.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Token">The token, opaque.</param>
/// <param name="Lifetime">How long it is good for.</param>
public sealed record DirectLineToken(string ConversationId, string Token, TimeSpan Lifetime);
