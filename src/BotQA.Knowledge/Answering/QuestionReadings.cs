using System.Text.RegularExpressions;
using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Answering;

/// <summary>
/// Finds what an underspecified question may mean: "What is the fee?" where several sections tell of different fees, or "Did she come?" where
/// nobody was named yet. Each reading is a question that the documents support.
/// </summary>
internal static partial class QuestionReadings
{
    private const int MaxReadings = 3;

    // A question of more terms says enough of what it means.
    private const int MaxTerms = 4;

    // Sentences within this distance (in log-odds) of the best one answer as well as it.
    private const double EqualScore = 1.5;
    private const int LookedAt = 8;

    /// <summary>Two or three questions, the likeliest first; empty for a question that has one meaning.</summary>
    /// <param name="question">The standalone question.</param>
    /// <param name="ranked">The sentences that may answer it, best first; at least one.</param>
    /// <param name="shortAnswer">The shortest text in a sentence that answers.</param>
    public static IReadOnlyList<string> Of(QuestionAnalysis question, IReadOnlyList<SentenceCandidate> ranked, Func<SentenceCandidate, string> shortAnswer)
    {
        var readings = FollowUpPronoun.In(question.Text).FirstOrDefault() switch
        {
            { Kind: PronounKind.Person } pronoun => OfPerson(question.Text, pronoun, ranked),
            null => OfPlaces(question, ranked, shortAnswer),
            _ => [],
        };
        return readings.Count > 1 ? readings : [];
    }

    private static List<string> OfPerson(string question, FollowUpPronoun pronoun, IReadOnlyList<SentenceCandidate> ranked)
    {
        var names = ranked.Take(LookedAt).SelectMany(candidate => Antecedents.PersonsIn(candidate.Text)).Distinct(StringComparer.Ordinal).Take(MaxReadings);
        return [.. names.Select(name => $"{question[..pronoun.Span.Start]}{name}{(pronoun.IsPossessive ? "’s" : "")}{question[pronoun.Span.End..]}")];
    }

    private static List<string> OfPlaces(QuestionAnalysis question, IReadOnlyList<SentenceCandidate> ranked, Func<SentenceCandidate, string> shortAnswer)
    {
        if (question.Terms.Count > MaxTerms || QuestionNames.Of(question) != 0)
        {
            return [];
        }

        var best = ranked[0];
        var share = question.ShareOf(best.Terms);
        var equals = ranked
            .Where(candidate => question.ShareOf(candidate.Terms) >= share && IsLike(candidate, best))
            .Select(candidate => (Label: LabelOf(candidate), Answer: IsRow(candidate) ? candidate.Text : shortAnswer(candidate)))
            .Where(reading => reading.Label.Length > 0 && !question.Text.Contains(reading.Label, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(reading => reading.Label)
            .Take(MaxReadings)
            .ToList();
        var isAmbiguous = equals.Count > 1 && equals.Skip(1).All(reading => !AnswerWords.Agree(reading.Answer, equals[0].Answer));
        return isAmbiguous ? equals.ConvertAll(reading => $"{question.Text.TrimEnd('?', ' ')} ({reading.Label})?") : [];
    }

    private static bool IsRow(SentenceCandidate candidate) => RowPattern().IsMatch(candidate.Text);

    // The rows of one table are all alike, whatever they score; other sentences have to answer as well, for the reader too.
    private static bool IsLike(SentenceCandidate candidate, SentenceCandidate best) => IsRow(candidate) && IsRow(best)
        ? RowPattern().Match(candidate.Text).Groups["name"].Value == RowPattern().Match(best.Text).Groups["name"].Value
        : best.Score - candidate.Score <= EqualScore && candidate.Reading is null or { Score: > 0 };

    // What tells one place of the documents from another: the first cell of a row, the heading, the title.
    private static string LabelOf(SentenceCandidate candidate)
    {
        if (RowPattern().Match(candidate.Text) is { Success: true } row)
        {
            return row.Groups["value"].Value.Trim();
        }

        var chunk = candidate.Passage.Chunk;
        return chunk.Section.Length > 0 ? chunk.Section[(chunk.Section.LastIndexOf('>') + 1)..].Trim() : chunk.Title;
    }

    [GeneratedRegex(@"^(?<name>[^|:]{1,60}): (?<value>[^|]{1,60}) \|")]
    private static partial Regex RowPattern();
}
