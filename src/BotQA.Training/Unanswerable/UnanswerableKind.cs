namespace BotQA.Training.Unanswerable;

/// <summary>How an example without an answer was made.</summary>
internal enum UnanswerableKind
{
    /// <summary>Not unanswerable: the passage holds the answer.</summary>
    None,

    /// <summary>The question with another passage of its article that lacks the answer.</summary>
    SameArticle,

    /// <summary>The question with a passage that word search ranks high, of another article and without the answer.</summary>
    OtherPassage,

    /// <summary>The question with a name, place, date, number or verb exchanged for another of its kind.</summary>
    Swapped,

    /// <summary>The question with its premise negated.</summary>
    Negated,
}
