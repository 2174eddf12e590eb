namespace BotQA.Knowledge.Verification;

/// <summary>How one word may stand for another.</summary>
internal enum WordRelation
{
    /// <summary>It means the same.</summary>
    Synonym,

    /// <summary>It means the opposite.</summary>
    Opposite,

    /// <summary>Both are kinds of the same thing.</summary>
    Sister,
}
