namespace BotQA.Bot.Rendering;

/// <summary>Which Markdown a channel reads.</summary>
internal enum MarkdownFlavor
{
    /// <summary>CommonMark with the usual extensions.</summary>
    Common,

    /// <summary>That of Web Chat, which also turns quotation marks, dots and dashes into typographic ones.</summary>
    WebChat,
}
