namespace BotQA.ActivityProtocol.Authentication;

/// <summary>What became of a token.</summary>
/// <param name="Token">The token, when it holds.</param>
/// <param name="Refusal">Why the token is refused, for the log alone.</param>
internal sealed record TokenValidationOutcome(ValidatedToken? Token, string? Refusal)
{
    public static TokenValidationOutcome Valid(ValidatedToken token) => new(token, Refusal: null);

    public static TokenValidationOutcome Refused(string reason) => new(Token: null, reason);
}
