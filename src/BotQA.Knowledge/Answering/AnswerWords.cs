using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Answering;

/// <summary>Compares short answers by their words: case, punctuation and articles don't count.</summary>
internal static partial class AnswerWords
{
    /// <summary>Whether two answers say the same: equal, or one is part of the other.</summary>
    public static bool Agree(string a, string b)
    {
        var (first, second) = (Normalize(a), Normalize(b));
        return first.Length > 0 && second.Length > 0
            && ($" {first} ".Contains($" {second} ", StringComparison.Ordinal) || $" {second} ".Contains($" {first} ", StringComparison.Ordinal));
    }

    private static string Normalize(string answer) =>
        string.Join(' ', WordPattern().Matches(answer.ToLowerInvariant()).Select(match => match.Value).Where(word => word is not ("a" or "an" or "the")));

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex WordPattern();
}
