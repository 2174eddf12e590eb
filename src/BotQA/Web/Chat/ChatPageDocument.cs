namespace BotQA.Web.Chat;

/// <summary>A document as the chat page lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
internal sealed record ChatPageDocument(string Id, string Title);
