using System.Text.RegularExpressions;
using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Documents;

namespace BotQA.Evaluation.Metrics;

/// <summary>Whether a quote is the right one.</summary>
internal static partial class QuoteMetrics
{
    /// <summary>1 when a span of the quote's document shares at least one character with a gold quote in that document, else 0.</summary>
    public static double Overlaps(string documentId, IEnumerable<TextSpan> spans, IReadOnlyList<GoldQuote> gold) =>
        spans.Any(span => gold.Any(g => string.Equals(g.DocumentId, documentId, StringComparison.Ordinal) && g.Span.Overlaps(span))) ? 1 : 0;

    /// <summary>
    /// 1 when the words of an accepted answer stand one after the other in the quote, else 0. Words are runs of letters, marks and digits,
    /// lower-cased, without the articles a, an, the; so "42" is in "a 42-year-old" but not in "1942".
    /// </summary>
    public static double ContainsAnswer(string quote, IReadOnlyList<string> accepted)
    {
        var words = Words(quote);
        return accepted.Select(Words).Any(answer => answer.Length > 0 && words.AsSpan().IndexOf(answer) >= 0) ? 1 : 0;
    }

    private static string[] Words(string text) =>
        [.. Word.Matches(text.ToLowerInvariant()).Select(m => m.Value).Where(w => w is not ("a" or "an" or "the"))];

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word { get; }
}
