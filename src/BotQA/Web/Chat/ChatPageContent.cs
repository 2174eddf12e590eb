namespace BotQA.Web.Chat;

/// <summary>What the chat page says of the bot; the object of <c>GET /api/knowledge</c>.</summary>
/// <param name="Name">The bot's name.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="Documents">What it knows, in the order shown; empty until it is ready.</param>
/// <param name="Examples">Questions that can be asked with a click; may be empty.</param>
/// <param name="Ready">Whether questions can be answered.</param>
/// <param name="Problem">Why they never will, or null.</param>
internal sealed record ChatPageContent(
    string Name,
    string Description,
    IReadOnlyList<ChatPageDocument> Documents,
    IReadOnlyList<string> Examples,
    bool Ready,
    string? Problem);
