namespace BotQA.Knowledge.Verification;

/// <summary>Which words of a statement are found where in the evidence.</summary>
internal sealed class Alignment
{
    private const int MinPrefix = 5;
    private const int MinDemonymPrefix = 4;
    private const double MinPrefixShare = 0.7;

    // Verbs of which a statement of price, place or time may have one more than its source: "admission costs 9 euros", "admission: 9 euros".
    private static readonly HashSet<string> Linking = new(StringComparer.Ordinal) { "cost", "find", "come", "came", "hold", "held", "place", "occur", "happen", "includ", "contain", "call", "amount", "suffer" };

    private readonly int[][] _positions;

    public Alignment(IReadOnlyList<StatementWord> statement, IReadOnlyList<StatementWord> evidence, IReadOnlySet<string> context, WordNet wordNet)
    {
        Statement = statement;
        Evidence = evidence;
        _positions = new int[statement.Count][];
        IsInContext = new bool[statement.Count];
        IsExact = new bool[statement.Count];
        IsDeniedOpposite = new bool[statement.Count];
        Context = context;
        for (var i = 0; i < statement.Count; i++)
        {
            var stated = statement[i];
            IsExact[i] = evidence.Any(word => IsSame(word, stated));

            // A word that the statement uses itself is no other word for something else.
            _positions[i] = Find(word => IsSame(word, stated) || (!statement.Any(other => IsSame(word, other)) && (IsDerived(word, stated) || IsSynonym(word, stated))));
            IsInContext[i] = _positions[i].Length == 0 && context.Contains(stated.Term);
            IsDeniedOpposite[i] = _positions[i].Length == 0 && IsPlain(stated) && evidence.Any(word => IsPlain(word) && word.IsNegated != stated.IsNegated && wordNet.AreOpposite(word.Text, stated.Text));
        }

        bool IsSynonym(StatementWord word, StatementWord stated) => IsPlain(word) && IsPlain(stated) && wordNet.Implies(word.Text, stated.Text);

        int[] Find(Func<StatementWord, bool> matches) => [.. Enumerable.Range(0, evidence.Count).Where(j => matches(evidence[j]))];
    }

    /// <summary>The statement's words.</summary>
    public IReadOnlyList<StatementWord> Statement { get; }

    /// <summary>The evidence's words.</summary>
    public IReadOnlyList<StatementWord> Evidence { get; }

    /// <summary>The terms of title and heading, and of what pronouns stand for.</summary>
    public IReadOnlySet<string> Context { get; }

    /// <summary>For each word of the statement whether only title, heading or what a pronoun stands for has it.</summary>
    public bool[] IsInContext { get; }

    /// <summary>For each word of the statement whether the evidence says the opposite of its denial, as "closed" for "not open".</summary>
    public bool[] IsDeniedOpposite { get; }

    /// <summary>For each word of the statement whether the evidence has the same word.</summary>
    public bool[] IsExact { get; }

    /// <summary>Where the evidence has a word of the statement.</summary>
    public IReadOnlyList<int> PositionsOf(int word) => _positions[word];

    /// <summary>Where the evidence has a word of the statement, in the sentences that have the whole of its clause; everywhere when none has.</summary>
    public IReadOnlyList<int> PositionsInClause(int word)
    {
        var sentences = SentencesOf(Statement[word].Clause);
        return sentences.Count == 0 ? _positions[word] : [.. _positions[word].Where(position => sentences.Contains(Evidence[position].Sentence))];
    }

    /// <summary>The sentences of the evidence that have every word of a clause that is found; words of title and heading aside.</summary>
    public HashSet<int> SentencesOf(int clause)
    {
        var sentences = Evidence.Select(word => word.Sentence).ToHashSet();
        for (var i = 0; i < Statement.Count; i++)
        {
            if (Statement[i].Clause == clause && IsFound(i) && IsExact[i] && !Linking.Contains(Statement[i].Term) && !Context.Contains(Statement[i].Term))
            {
                sentences.IntersectWith(_positions[i].Select(position => Evidence[position].Sentence));
            }
        }

        return sentences;
    }

    /// <summary>Whether a word of the statement is found nowhere.</summary>
    public bool IsMissing(int word) => _positions[word].Length == 0 && !IsInContext[word] && !IsDeniedOpposite[word] && !Statement[word].IsLight && !Linking.Contains(Statement[word].Term);

    /// <summary>Whether a word of the statement is found in the evidence and says something.</summary>
    public bool IsFound(int word) => _positions[word].Length > 0 && !Statement[word].IsLight;

    /// <summary>Whether two words are the same name, or one made of the other, as "Russia" and "Russian".</summary>
    public static bool IsSameName(StatementWord said, StatementWord stated) => IsSame(said, stated) || IsDerived(said, stated);

    private static bool IsPlain(StatementWord word) => !word.IsName && !word.IsNumber;

    // "May" isn't "may".
    private static bool IsSame(StatementWord said, StatementWord stated) => said.Term == stated.Term ? !stated.IsName || !char.IsLower(said.Text[0]) : stated.Term == "#1" && said.Text.Equals("one", StringComparison.OrdinalIgnoreCase);

    // "congratulations" and "congratulated", "Russian" and "Russia".
    private static bool IsDerived(StatementWord a, StatementWord b)
    {
        if (a.IsNumber || b.IsNumber)
        {
            return false;
        }

        var (shorter, longer) = a.Term.Length < b.Term.Length ? (a.Term, b.Term) : (b.Term, a.Term);
        var shared = 0;
        while (shared < shorter.Length && shorter[shared] == longer[shared])
        {
            shared++;
        }

        return a.IsName && b.IsName
            ? shared == shorter.Length && shared >= MinDemonymPrefix && longer.Length - shared <= 2
            : shared >= MinPrefix && shared >= MinPrefixShare * longer.Length && !a.IsName && !b.IsName;
    }
}
