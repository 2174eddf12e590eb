namespace BotQA.ActivityProtocol.Authentication;

/// <summary>A token of the bot's own.</summary>
/// <param name="Value">The token.</param>
/// <param name="ExpiresOn">When it ends.</param>
internal sealed record OutboundToken(string Value, DateTimeOffset ExpiresOn);
