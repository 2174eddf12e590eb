using System.Text.RegularExpressions;

namespace BotQA.Evaluation.Metrics;

/// <summary>
/// Exact match and F1 as SQuAD v2.0's evaluation script defines them (Rajpurkar et al. 2018): texts are lower-cased, freed of ASCII
/// punctuation and of the articles a, an, the, and split at white space; the best of the accepted answers counts.
/// </summary>
internal static partial class SquadMetrics
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary>1 when the answer equals an accepted one after normalisation, else 0. Without accepted answers only an empty answer is right.</summary>
    public static double ExactMatch(string answer, IReadOnlyList<string> accepted)
    {
        var tokens = Tokens(answer);
        return Normalized(accepted).Any(gold => gold.SequenceEqual(tokens, StringComparer.Ordinal)) ? 1 : 0;
    }

    /// <summary>The harmonic mean of precision and recall over the words shared with the best accepted answer, 0 to 1.</summary>
    public static double F1(string answer, IReadOnlyList<string> accepted)
    {
        var tokens = Tokens(answer);
        return Normalized(accepted).Max(gold => F1(tokens, gold));
    }

    /// <summary>The words of a text after SQuAD's normalisation.</summary>
    public static string[] Tokens(string text)
    {
        var lower = text.ToLowerInvariant();
        var unpunctuated = string.Concat(lower.Where(c => !Punctuation.Contains(c, StringComparison.Ordinal)));
        return Articles.Replace(unpunctuated, " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The accepted answers that keep a word; when none does, the one right answer is none at all.</summary>
    private static List<string[]> Normalized(IReadOnlyList<string> accepted)
    {
        var golds = accepted.Select(Tokens).Where(g => g.Length > 0).ToList();
        return golds.Count > 0 ? golds : [[]];
    }

    private static double F1(string[] answer, string[] gold)
    {
        if (answer.Length == 0 || gold.Length == 0)
        {
            return answer.Length == gold.Length ? 1 : 0;
        }

        var left = gold.GroupBy(t => t, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var shared = 0;
        foreach (var token in answer)
        {
            if (left.TryGetValue(token, out var count) && count > 0)
            {
                left[token] = count - 1;
                shared++;
            }
        }

        return 2.0 * shared / (answer.Length + gold.Length);
    }

    /// <summary>Python's word boundary: between a letter, digit or underscore and anything else.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])", RegexOptions.CultureInvariant)]
    private static partial Regex Articles { get; }
}
