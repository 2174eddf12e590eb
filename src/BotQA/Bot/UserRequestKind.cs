namespace BotQA.Bot;

/// <summary>The kinds of messages that users write.</summary>
internal enum UserRequestKind
{
    /// <summary>A question for the documents.</summary>
    Question,

    /// <summary>What the bot can do.</summary>
    Help,

    /// <summary>Which documents there are.</summary>
    Documents,

    /// <summary>Nothing at all.</summary>
    Empty,
}
