namespace BotQA.ActivityProtocol.Schema;

/// <summary>An error as the Activity Protocol and Direct Line write it.</summary>
/// <param name="Code">A short code, such as <c>BadArgument</c>.</param>
/// <param name="Message">What went wrong and what to do about it.</param>
public sealed record ProtocolError(string? Code, string? Message);
