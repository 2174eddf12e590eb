namespace BotQA.ActivityProtocol.Schema;

/// <summary>The body of a refused request: <c>{"error":{"code","message"}}</c>.</summary>
/// <param name="Error">The error.</param>
public sealed record ErrorResponse(ProtocolError? Error);
