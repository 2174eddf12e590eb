using System.Text.RegularExpressions;
using BotQA.Knowledge.Documents;

namespace BotQA.Training.Statements;

/// <summary>Finds the words by which a sentence differs from the one it is a variant of.</summary>
internal static partial class SentenceDifference
{
    // The share of words that two sentences have in common, in the same order, when one is a variant of the other.
    private const double MinShare = 0.6;

    /// <summary>The nearest of the others, and the words that it doesn't have in that place; null when the sentence is a variant of none, or lacks words only.</summary>
    public static (string Original, IReadOnlyList<TextSpan> Changed)? Of(string sentence, IEnumerable<string> others)
    {
        var words = Word().Matches(sentence);
        var (most, nearest, kept) = (0.0, "", (bool[])[]);
        foreach (var other in others)
        {
            var otherWords = Word().Matches(other);
            var common = Common(words, otherWords);
            var share = 2.0 * common.Count(isCommon => isCommon) / (words.Count + otherWords.Count);
            if (share > most)
            {
                (most, nearest, kept) = (share, other, common);
            }
        }

        var changed = kept.Index().Where(word => !word.Item).Select(word => words[word.Index]).Select(word => new TextSpan(word.Index, word.Index + word.Length)).ToList();
        return most >= MinShare && changed.Count > 0 ? (nearest, changed) : null;
    }

    // Which of the words belong to the longest common subsequence.
    private static bool[] Common(MatchCollection words, MatchCollection others)
    {
        var lengths = new int[words.Count + 1, others.Count + 1];
        for (var i = words.Count - 1; i >= 0; i--)
        {
            for (var j = others.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = AreSame(i, j) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var common = new bool[words.Count];
        for (var (i, j) = (0, 0); i < words.Count && j < others.Count;)
        {
            if (AreSame(i, j))
            {
                common[i++] = true;
                j++;
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return common;

        bool AreSame(int i, int j) => words[i].Value.Equals(others[j].Value, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*")]
    private static partial Regex Word();
}
