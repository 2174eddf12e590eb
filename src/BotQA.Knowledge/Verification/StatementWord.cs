namespace BotQA.Knowledge.Verification;

/// <summary>A word of a statement that means something by itself, or a number.</summary>
/// <param name="Text">The word as it stands.</param>
/// <param name="Term">Its stem, or <c>#</c> and the value of a number.</param>
/// <param name="Clause">The clause it stands in, counted from 0.</param>
/// <param name="Sentence">The part of the evidence it stands in, counted from 0.</param>
/// <param name="Start">The UTF-16 offset in the text.</param>
internal sealed record StatementWord(string Text, string Term, int Clause, int Sentence, int Start)
{
    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Term[0] == '#';

    /// <summary>Whether it is written like a name.</summary>
    public bool IsName { get; init; }

    /// <summary>Whether it carries next to no meaning, as "get" or "person".</summary>
    public bool IsLight { get; init; }

    /// <summary>The preposition or "than" directly before it, small; null without one.</summary>
    public string? Preposition { get; init; }

    /// <summary>Whether an article stands directly before it.</summary>
    public bool HasArticle { get; init; }

    /// <summary>Whether a form of "be" stands before it, as in "was built".</summary>
    public bool IsPassive { get; init; }

    /// <summary>Whether a word before it in its clause denies it.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Whether it is the first word that a denial is about.</summary>
    public bool IsNegationHead { get; init; }

    /// <summary>1 when "more" stands before it, -1 when "less" or "fewer" does, 0 otherwise.</summary>
    public int Degree { get; init; }

    /// <summary>For a number or a name: whether the user's question has it, so that no document need have it.</summary>
    public bool IsToldByUser { get; init; }

    /// <summary>For a number: whether it says how many of the things named there are, as in "the two ferries", so that no document need have it.</summary>
    public bool IsCount { get; init; }

    /// <summary>For a number: 1 when it is a lower bound, -1 when an upper one, 0 otherwise.</summary>
    public int Bound { get; init; }
}
