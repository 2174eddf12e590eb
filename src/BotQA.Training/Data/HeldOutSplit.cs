using System.Security.Cryptography;
using System.Text;

namespace BotQA.Training.Data;

/// <summary>
/// Which tenth of a set is never trained on. The unit is the article where the set names at least ten articles for its passages,
/// else (blank or shared titles) the passage. Units are ordered by the SHA-256 of "SET, line feed, UNIT" and the first tenth, rounded
/// up, is held out: the same one on every machine.
/// </summary>
internal static class HeldOutSplit
{
    private const int Share = 10;
    private const string MostlyBlankTitles = "squad";

    /// <summary>What is held out or trained on as a whole: the article's title or the passage's text.</summary>
    public static Func<QaParagraph, string> UnitOf(string set, IReadOnlyCollection<QaParagraph> paragraphs)
    {
        var titles = paragraphs.Select(p => p.Article).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Count();
        return set == MostlyBlankTitles || titles < Share ? p => p.Text : p => p.Article.Length > 0 ? p.Article : p.Text;
    }

    public static HashSet<string> HeldOut(string set, IEnumerable<string> units)
    {
        var ordered = units.Distinct(StringComparer.Ordinal)
            .OrderBy(u => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{set}\n{u}"))), StringComparer.Ordinal)
            .ToList();
        return ordered.Take((ordered.Count + Share - 1) / Share).ToHashSet(StringComparer.Ordinal);
    }
}
