namespace BotQA.Knowledge.Conversations;

/// <summary>What a message wants.</summary>
internal enum ConversationRequestKind
{
    /// <summary>An answer.</summary>
    Question,

    /// <summary>What the last answer rests on.</summary>
    Source,

    /// <summary>What else the documents say to the last question.</summary>
    More,

    /// <summary>Another answer than the last one.</summary>
    Wrong,

    /// <summary>Nothing of what was said to count any more.</summary>
    StartOver,
}
