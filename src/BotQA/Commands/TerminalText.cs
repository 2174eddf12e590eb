namespace BotQA.Commands;

/// <summary>Text of documents, file names and questions, made safe to print.</summary>
internal static class TerminalText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text with a mark in place of each control character except line ends and tabs, so that no document can steer the terminal.</summary>
    public static string Of(string text) =>
        text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? Replacement : c)) : text;

    private static bool IsUnsafe(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
