namespace BotQA.ActivityProtocol.Schema;

/// <summary>The JSON object without fields.</summary>
internal sealed record EmptyObject;
