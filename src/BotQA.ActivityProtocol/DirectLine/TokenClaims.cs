namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>What a token says.</summary>
/// <param name="ConversationId">The only conversation it opens.</param>
/// <param name="UserId">The only user it speaks for, or null for any whose id isn't reserved.</param>
internal sealed record TokenClaims(string ConversationId, string? UserId);
