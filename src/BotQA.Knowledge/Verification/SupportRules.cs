namespace BotQA.Knowledge.Verification;

/// <summary>The rules by which an aligned statement is refused: each finds one way in which generated text strays from its source.</summary>
internal static class SupportRules
{
    // The word before a number and as many after it, of those that mean something, are what it counts or measures.
    private const int NumberReach = 2;

    // Another number this close to the same word in the evidence is the one that belongs to it.
    private const int RivalReach = 2;

    // A number this far from a word may still belong to it.
    private const int LooseReach = 3;

    // How much further away a word seems for each clause between.
    private const int ClauseDistance = 3;

    private const int PivotReach = 4;

    private static readonly (string, string)[] Opposites =
        [("before", "after"), ("from", "to"), ("with", "without"), ("over", "under"), ("above", "below"), ("for", "against")];

    private static readonly Dictionary<string, string> OpposedPrepositions =
        Opposites.Concat(Opposites.Select(pair => (pair.Item2, pair.Item1))).ToDictionary(StringComparer.Ordinal);

    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] RankPrepositions = ["behind", "by", "against", "from"];

    /// <summary>The first objection to a statement, or null.</summary>
    public static SupportObjection? Check(Alignment alignment, WordNet wordNet) =>
        Missing(alignment, wordNet)
        ?? (HasForeignNumber(alignment) || HasUnrankedSuperlative(alignment) ? SupportObjection.Number : (SupportObjection?)null)
        ?? (HasForeignName(alignment) || HasForeignSubject(alignment) || HasOtherSubject(alignment) ? SupportObjection.Name : (SupportObjection?)null)
        ?? (IsDenied(alignment) ? SupportObjection.Negation : (SupportObjection?)null)
        ?? (IsTurnedRound(alignment) ? SupportObjection.Opposite : (SupportObjection?)null)
        ?? (IsSwapped(alignment) ? SupportObjection.Name : (SupportObjection?)null)
        ?? (IsMixed(alignment) ? SupportObjection.NotStated : (SupportObjection?)null);

    private static SupportObjection? Missing(Alignment alignment, WordNet wordNet)
    {
        var missing = Enumerable.Range(0, alignment.Statement.Count).Where(alignment.IsMissing).Select(i => alignment.Statement[i]).ToList();
        return missing.Exists(word => word.IsNumber && !word.IsToldByUser) ? SupportObjection.Number
            : missing.Exists(word => word.IsName && !word.IsToldByUser) ? SupportObjection.Name
            : missing.Exists(word => alignment.Evidence.Any(other => !other.IsNumber && wordNet.AreOpposite(word.Text, other.Text))) ? SupportObjection.Opposite
            : missing.Count > 0 ? SupportObjection.NotStated
            : null;
    }

    // "The ferry carries 18 passengers" where 120 is the number beside "passengers".
    private static bool HasForeignNumber(Alignment alignment)
    {
        var statement = alignment.Statement;
        var content = Content(statement);
        return content.Index().Any(number => statement[number.Item].IsNumber && content.Index().Any(word =>
            !statement[word.Item].IsNumber
            && alignment.IsFound(word.Item)
            && statement[word.Item].Clause == statement[number.Item].Clause
            && IsBeside(word.Index - number.Index, statement[word.Item])
            && Beside(word.Item, number.Item) is { Count: > 0 } positions
            && positions.TrueForAll(position => HasRival(alignment.Evidence, position, statement[number.Item].Term, word.Index - number.Index))));

        List<int> Beside(int word, int number)
        {
            var sentences = alignment.PositionsOf(number).Select(position => alignment.Evidence[position].Sentence).ToHashSet();
            return [.. alignment.PositionsOf(word).Where(position => sentences.Contains(alignment.Evidence[position].Sentence))];
        }
    }

    // "built in 1874", "40 minutes", "40 crowns for adults".
    private static bool IsBeside(int distance, StatementWord word) => distance is -1 or 1 || (distance == NumberReach && word.Preposition is not null);

    // What directly follows a number is its unit, and takes the nearest number alone; other words may be near several.
    private static bool HasRival(IReadOnlyList<StatementWord> evidence, int position, string number, int distance)
    {
        var isUnit = distance == 1;
        var content = Content(evidence);
        var word = content.IndexOf(position);
        if (word < 0)
        {
            return false;
        }

        var numbers = content.Index()
            .Where(other => evidence[other.Item].IsNumber && evidence[other.Item].Sentence == evidence[position].Sentence)
            .Select(other => (evidence[other.Item].Term, Distance: Distance(evidence, content, word, other.Index)))
            .ToList();
        if (numbers.Count == 0)
        {
            return false;
        }

        var nearest = numbers.Min(other => other.Distance);
        var reach = isUnit ? nearest : LooseReach;
        if (distance < 0 && evidence.Any(other => other.Term == number && other.Clause == evidence[position].Clause))
        {
            return false;
        }

        return nearest <= (isUnit ? LooseReach : RivalReach) && !numbers.Exists(other => other.Term == number && other.Distance <= reach);
    }

    private static int Distance(IReadOnlyList<StatementWord> words, List<int> content, int a, int b) =>
        Math.Abs(a - b) + (ClauseDistance * Math.Abs(words[content[a]].Clause - words[content[b]].Clause));

    // "the largest" where the evidence has "the second largest".
    private static bool HasUnrankedSuperlative(Alignment alignment) => Enumerable.Range(0, alignment.Statement.Count).Any(i =>
        alignment.Statement[i].Text.EndsWith("est", StringComparison.Ordinal)
        && alignment.IsFound(i)
        && !(i > 0 && alignment.Statement[i - 1].IsNumber)
        && alignment.PositionsOf(i).All(position => position > 0 && alignment.Evidence[position - 1].IsNumber));

    // "the landlord, Anna" where the evidence has "the landlord, Paul"; "behind Nordlys" where it has "behind Baltwind".
    private static bool HasForeignName(Alignment alignment)
    {
        var (statement, evidence) = (alignment.Statement, alignment.Evidence);
        for (var i = 0; i < statement.Count; i++)
        {
            var name = statement[i];
            if (!name.IsName || !alignment.IsFound(i))
            {
                continue;
            }

            if (i > 0 && !Weekdays.Contains(name.Text) && char.IsLower(statement[i - 1].Text[0]) && (statement[i - 1].HasArticle || name.Preposition is not null) && alignment.IsFound(i - 1))
            {
                var followers = alignment.PositionsOf(i - 1)
                    .Where(position => position + 1 < evidence.Count && evidence[position + 1].IsName && evidence[position + 1].Preposition == name.Preposition && evidence[position + 1].Sentence == evidence[position].Sentence)
                    .Select(position => position + 1)
                    .ToList();
                if (followers.Count > 0 && !followers.Exists(alignment.PositionsOf(i).Contains))
                {
                    return true;
                }
            }

            if (RankPrepositions.Contains(name.Preposition)
                && alignment.PositionsOf(i).All(position => evidence[position].Preposition != name.Preposition)
                && alignment.PositionsOf(i).Any(position => evidence.Any(other => other.IsName && other.Preposition == name.Preposition && other.Sentence == evidence[position].Sentence)))
            {
                return true;
            }
        }

        return false;
    }

    // "Marie was killed" in a text about Marie where the sentence says that Pierre was.
    private static bool HasForeignSubject(Alignment alignment)
    {
        var first = Content(alignment.Statement).FirstOrDefault(-1);
        if (first < 0 || !alignment.IsInContext[first])
        {
            return false;
        }

        var found = Enumerable.Range(0, alignment.Statement.Count).Where(alignment.IsFound).SelectMany(alignment.PositionsOf).ToHashSet();
        return alignment.Evidence.Index()
            .Where(word => !word.Item.IsLight)
            .GroupBy(word => word.Item.Sentence)
            .Where(sentence => sentence.Any(word => found.Contains(word.Index)))
            .Any(sentence => !found.Contains(sentence.First().Index) && char.IsUpper(sentence.First().Item.Text[0]));
    }

    // "The Aurora was crushed" where the evidence has "the Skua was crushed ... moved to the Aurora".
    private static bool HasOtherSubject(Alignment alignment)
    {
        var (statement, evidence) = (alignment.Statement, alignment.Evidence);
        for (var i = 1; i < statement.Count; i++)
        {
            if (!statement[i - 1].IsName || statement[i - 1].Preposition is not null || statement[i].IsName || statement[i].IsNumber || statement[i].Clause != statement[i - 1].Clause || !alignment.IsFound(i) || !alignment.IsFound(i - 1))
            {
                continue;
            }

            var (named, verbs) = (alignment.PositionsOf(i - 1), alignment.PositionsOf(i));
            if (verbs.All(verb => verb > 0 && evidence[verb - 1].IsName && evidence[verb - 1].Clause == evidence[verb].Clause && !statement.Any(word => word.Term == evidence[verb - 1].Term)
                && evidence[verb].IsPassive == statement[i].IsPassive
                && !named.Any(position => position < verb && evidence[position].Sentence == evidence[verb].Sentence)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDenied(Alignment alignment)
    {
        for (var i = 0; i < alignment.Statement.Count; i++)
        {
            if (!alignment.IsFound(i) || alignment.PositionsInClause(i).Count == 0)
            {
                continue;
            }

            var (word, positions) = (alignment.Statement[i], alignment.PositionsInClause(i));
            if ((word.IsName && !word.IsNegated && positions.All(position => alignment.Evidence[position].IsNegated))
                || (word.IsNegationHead && positions.All(position => !alignment.Evidence[position].IsNegated))
                || (!word.IsNegated && positions.Any(position => alignment.Evidence[position].IsNegationHead) && positions.All(position => alignment.Evidence[position].IsNegated)))
            {
                return true;
            }
        }

        return false;
    }

    // "after" for "before", "at most" for "at least", "more" for "less".
    private static bool IsTurnedRound(Alignment alignment)
    {
        for (var i = 0; i < alignment.Statement.Count; i++)
        {
            var word = alignment.Statement[i];
            var others = alignment.PositionsOf(i).Select(position => alignment.Evidence[position]).ToList();
            if (others.Count == 0)
            {
                continue;
            }

            if ((word.Bound != 0 && others.TrueForAll(other => other.Bound == -word.Bound))
                || (word.Degree != 0 && others.TrueForAll(other => other.Degree == -word.Degree))
                || (word.Preposition is { } preposition && OpposedPrepositions.TryGetValue(preposition, out var opposed) && others.TrueForAll(other => other.Preposition == opposed)))
            {
                return true;
            }
        }

        return false;
    }

    // "A is heavier than B" where the evidence has B before and A after "heavier".
    private static bool IsSwapped(Alignment alignment)
    {
        var statement = alignment.Statement;
        for (var i = 0; i < statement.Count; i++)
        {
            if (!alignment.IsFound(i) || statement[i].IsName || statement[i].IsNumber)
            {
                continue;
            }

            var before = Around(i, -1);
            var after = Around(i, 1);
            if (before.Exists(word => statement[word].IsName) && after.Exists(word => statement[word].IsName))
            {
                before.RemoveAll(word => !statement[word].IsName);
                after.RemoveAll(word => !statement[word].IsName);
            }

            foreach (var pivot in alignment.PositionsOf(i))
            {
                var left = before.Where(word => !after.Exists(other => statement[other].Term == statement[word].Term)).Where(word => Stands(word, pivot, after: true)).ToList();
                var right = after.Where(word => !before.Exists(other => statement[other].Term == statement[word].Term)).Where(word => Stands(word, pivot, after: false)).ToList();
                if (left.Count > 0 && right.Count > 0 && !IsOtherVoice(i, pivot, left, right))
                {
                    return true;
                }
            }
        }

        return false;

        List<int> Around(int pivot, int step)
        {
            var words = new List<int>();
            for (var j = pivot + step; j >= 0 && j < statement.Count && statement[j].Clause == statement[pivot].Clause; j += step)
            {
                if (alignment.IsFound(j) && (words.Count < PivotReach || statement[j].IsName))
                {
                    words.Add(j);
                }
            }

            return words;
        }

        bool Stands(int word, int pivot, bool after) => alignment.PositionsOf(word) is { Count: > 0 } positions
            && positions.All(position => alignment.Evidence[position].Sentence == alignment.Evidence[pivot].Sentence && (after ? position > pivot : position < pivot));

        // "built by Ingrid" and "Ingrid built", "the approval of the head" and "the head approves".
        bool IsOtherVoice(int stated, int said, List<int> left, List<int> right) =>
            statement[stated].IsPassive != alignment.Evidence[said].IsPassive
            || HasAgent(statement, stated, right.Max()) != HasAgent(alignment.Evidence, said, left.Max(word => alignment.PositionsOf(word).Max()))
            || statement[stated + 1].Preposition == "of"
            || alignment.Evidence[said + 1].Preposition == "of";

        static bool HasAgent(IReadOnlyList<StatementWord> words, int pivot, int last) =>
            Enumerable.Range(pivot + 1, last - pivot).Any(i => words[i].Preposition == "by");
    }

    // A clause has to be found in one sentence: pieces of several can be put together to what none of them says.
    private static bool IsMixed(Alignment alignment) => alignment.Statement.Select(word => word.Clause).Distinct().Any(clause => alignment.SentencesOf(clause).Count == 0);

    private static List<int> Content(IReadOnlyList<StatementWord> words) => [.. Enumerable.Range(0, words.Count).Where(i => !words[i].IsLight)];
}
