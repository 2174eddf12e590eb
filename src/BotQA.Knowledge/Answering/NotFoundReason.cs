namespace BotQA.Knowledge.Answering;

/// <summary>Why there is no answer.</summary>
public enum NotFoundReason
{
    /// <summary>The documents don't answer the question.</summary>
    NotInDocuments,

    /// <summary>Nothing is indexed.</summary>
    NoDocuments,

    /// <summary>The question is blank.</summary>
    Empty,

    /// <summary>The question is longer than allowed.</summary>
    TooLong,

    /// <summary>The question holds no words.</summary>
    NoWords,

    /// <summary>It is a greeting, thanks or a farewell, not a question.</summary>
    SmallTalk,

    /// <summary>The question is written in a script that the documents don't use.</summary>
    OtherScript,

    /// <summary>The question can mean several things that the documents tell of (<see cref="Answer.Readings"/>).</summary>
    Underspecified,

    /// <summary>Nothing was found beyond what was shown before.</summary>
    NothingMore,

    /// <summary>The documents can't be reached at the moment.</summary>
    Unavailable,
}
