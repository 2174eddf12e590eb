using System.Text;

namespace BotQA.Training.Data;

/// <summary>Exact match and F1 as SQuAD defines them: lower case, no punctuation, no articles, word overlap.</summary>
internal static class AnswerScore
{
    private static readonly HashSet<string> Articles = new(["a", "an", "the"], StringComparer.Ordinal);

    public static string[] Words(string text)
    {
        var cleaned = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                cleaned.Append(' ');
            }
            else if (!(char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c))))
            {
                cleaned.Append(char.ToLowerInvariant(c));
            }
        }

        return [.. cleaned.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Articles.Contains(w))];
    }

    public static string Normalize(string text) => string.Join(' ', Words(text));

    public static string Padded(string text) => $" {Normalize(text)} ";

    /// <summary>The best match and the best F1 (0..1) over the annotators' answers.</summary>
    public static (double ExactMatch, double F1) Of(string predicted, IEnumerable<QaAnswer> answers)
    {
        var words = Words(predicted);
        var (match, f1) = (0.0, 0.0);
        foreach (var answer in answers)
        {
            var gold = Words(answer.Text);
            match = words.AsSpan().SequenceEqual(gold) ? 1 : match;
            f1 = Math.Max(f1, F1(words, gold));
        }

        return (match, f1);
    }

    private static double F1(string[] predicted, string[] gold)
    {
        if (predicted.Length == 0 || gold.Length == 0)
        {
            return predicted.Length == gold.Length ? 1 : 0;
        }

        var left = gold.CountBy(w => w, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var common = 0;
        foreach (var word in predicted)
        {
            if (left.TryGetValue(word, out var count) && count > 0)
            {
                left[word] = count - 1;
                common++;
            }
        }

        return 2.0 * common / (predicted.Length + gold.Length);
    }
}
