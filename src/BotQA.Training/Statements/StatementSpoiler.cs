using System.Text.RegularExpressions;
using BotQA.Knowledge.Verification;
using BotQA.Training.Data;
using BotQA.Training.Unanswerable;

namespace BotQA.Training.Statements;

/// <summary>Makes statements that look like a supported one and aren't supported by its passage.</summary>
internal sealed partial class StatementSpoiler(QuestionSwapper swapper, WordNet wordNet, IReadOnlyList<string> sentencesElsewhere)
{
    /// <summary>The statement with one fault; null where it can't be made.</summary>
    /// <param name="statement">A sentence that ends with a full stop.</param>
    /// <param name="paragraph">The passage that supports it.</param>
    /// <param name="sentences">The passage's sentences.</param>
    /// <param name="fault">What to do.</param>
    /// <param name="random">Chooses.</param>
    public string? Spoil(string statement, QaParagraph paragraph, IReadOnlyList<string> sentences, StatementFault fault, Random random) => fault switch
    {
        StatementFault.Foreign => swapper.Swap(new QaQuestion("", statement, paragraph, []), random),
        StatementFault.Exchanged => Exchange(statement, paragraph, random),
        StatementFault.Roles => ExchangeRoles(statement, paragraph.Text, random),
        StatementFault.Negation => Negate(statement),
        StatementFault.Opposite => Substitute(statement, paragraph.Text, WordRelation.Opposite, random),
        StatementFault.Sister => Substitute(statement, paragraph.Text, WordRelation.Sister, random),
        StatementFault.Added => Add(statement, paragraph.Text, random),
        StatementFault.Merged => Merge(statement, sentences, random),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "There is no such fault."),
    };

    private static string? Exchange(string statement, QaParagraph paragraph, Random random)
    {
        var own = QuestionParts.Find(statement, paragraph.Text);
        var others = QuestionParts.Find(paragraph.Text, paragraph.Text)
            .Where(p => !statement.Contains(p.Text, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var pairs = own.SelectMany(part => others.Where(o => AreAlike(o.Kind, part.Kind) && !Overlap(o.Text, part.Text)).Select(other => (part, other))).ToList();
        if (pairs.Count == 0)
        {
            return null;
        }

        var (chosen, taken) = pairs[random.Next(pairs.Count)];
        return Replace(statement, chosen.Start, chosen.Text.Length, taken.Text);
    }

    private static string? ExchangeRoles(string statement, string passage, Random random)
    {
        var parts = QuestionParts.Find("That " + statement, passage).Select(p => p with { Start = p.Start - 5 }).ToList();
        var pairs = parts.SelectMany((a, i) => parts.Skip(i + 1).Where(b => AreAlike(a.Kind, b.Kind) && a.Text != b.Text).Select(b => (a, b))).ToList();
        if (pairs.Count == 0)
        {
            return null;
        }

        var (first, second) = pairs[random.Next(pairs.Count)];
        if (ListBetween().IsMatch(statement[(first.Start + first.Text.Length)..second.Start]))
        {
            return null;
        }

        return Replace(Replace(statement, second.Start, second.Text.Length, first.Text), first.Start, first.Text.Length, second.Text);
    }

    private static string? Negate(string statement)
    {
        var negation = Negation().Match(statement);
        if (negation.Success)
        {
            return Replace(statement, negation.Index, negation.Length, negation.Value is "n't" or "n’t" ? "" : " ");
        }

        var auxiliary = Auxiliary().Match(statement);
        if (auxiliary.Success)
        {
            return statement.Insert(auxiliary.Index + auxiliary.Length, " not");
        }

        var verb = PastVerb().Match(statement);
        return verb.Success ? statement.Insert(verb.Index, "never ") : null;
    }

    private string? Substitute(string statement, string passage, WordRelation relation, Random random)
    {
        var words = LowerWord().Matches(statement).ToArray();
        random.Shuffle(words);
        foreach (var word in words)
        {
            foreach (var (basic, ending) in Forms(word.Value))
            {
                var table = relation == WordRelation.Opposite && ending.Length == 0 ? Opposites.Of(word.Value) : null;
                var others = table is null ? wordNet.Substitutes(basic, relation).Where(o => !passage.Contains(o, StringComparison.OrdinalIgnoreCase)).ToList() : [table];
                if (others.Count > 0)
                {
                    return Replace(statement, word.Index, word.Length, Inflect(others[random.Next(others.Count)], ending));
                }
            }
        }

        return null;
    }

    private string? Add(string statement, string passage, Random random)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            var tail = Tail().Match(sentencesElsewhere[random.Next(sentencesElsewhere.Count)]);
            if (tail.Success && !passage.Contains(tail.Groups[1].Value.Split(' ')[^1], StringComparison.OrdinalIgnoreCase))
            {
                return $"{statement.TrimEnd('.')} {tail.Groups[1].Value}.";
            }
        }

        return null;
    }

    private static string? Merge(string statement, IReadOnlyList<string> sentences, Random random)
    {
        var own = SubjectAndPredicate().Match(statement);
        var others = sentences.Where(s => s != statement).Select(s => SubjectAndPredicate().Match(s))
            .Where(m => m.Success && own.Success && !Overlap(m.Groups[1].Value, own.Groups[1].Value) && !statement.Contains(m.Groups[2].Value.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))
            .ToList();
        return others.Count == 0 ? null : $"{own.Groups[1].Value} {others[random.Next(others.Count)].Groups[2].Value}";
    }

    private static IEnumerable<(string Basic, string Ending)> Forms(string word)
    {
        yield return (word, "");
        foreach (var ending in new[] { "s", "ed", "d", "ing" })
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && word.Length > ending.Length + 2)
            {
                yield return (word[..^ending.Length], ending == "d" ? "ed" : ending);
            }
        }
    }

    private static string Inflect(string word, string ending) =>
        ending.Length > 1 && word.EndsWith('e') ? word[..^1] + ending
        : ending is "ed" or "s" && word.EndsWith('y') && !"aeiou".Contains(word[^2]) ? word[..^1] + (ending == "s" ? "ies" : "ied")
        : word + ending;

    private static bool AreAlike(PartKind a, PartKind b) =>
        a == b || (a is PartKind.Name or PartKind.Place && b is PartKind.Name or PartKind.Place) || (a is PartKind.Number or PartKind.NumberWord && b is PartKind.Number or PartKind.NumberWord);

    private static bool Overlap(string a, string b) =>
        a.Split(' ').Intersect(b.Split(' '), StringComparer.OrdinalIgnoreCase).Any(w => w.Length > 2);

    private static string Replace(string text, int start, int length, string other) =>
        string.Concat(text.AsSpan(0, start), other, text.AsSpan(start + length));

    [GeneratedRegex(@" not (?!only)|n['’]t\b| never | no longer ")]
    private static partial Regex Negation();

    [GeneratedRegex(@"\b(is|are|was|were|has|have|had|can|could|should|would|will|may|might|must|does|did|do)\b")]
    private static partial Regex Auxiliary();

    [GeneratedRegex(@"(?<=\s)[a-z]+ed\b")]
    private static partial Regex PastVerb();

    [GeneratedRegex(@"(?<=\s)[a-z]{3,}(?=[\s.,;])")]
    private static partial Regex LowerWord();

    [GeneratedRegex(@"\s((?:in|on|at|for|with|because|after|before|during|by|from|to|since|until|and|but) [^,;.]{6,60})\.$")]
    private static partial Regex Tail();

    [GeneratedRegex(@"^(.{3,60}?) ((?:is|are|was|were|has|have|had|can|will|became|made|won|took|began|[a-z]+ed) .{6,}\.)$")]
    private static partial Regex SubjectAndPredicate();

    [GeneratedRegex(@"^,? ?(?:and|or|,)? ?$")]
    private static partial Regex ListBetween();
}
