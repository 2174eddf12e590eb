namespace BotQA.ActivityProtocol.Schema;

/// <summary>Whether the bot expects input.</summary>
public static class InputHints
{
    /// <summary>Input is possible.</summary>
    public const string AcceptingInput = "acceptingInput";

    /// <summary>Input is ignored.</summary>
    public const string IgnoringInput = "ignoringInput";

    /// <summary>Input is expected.</summary>
    public const string ExpectingInput = "expectingInput";
}
