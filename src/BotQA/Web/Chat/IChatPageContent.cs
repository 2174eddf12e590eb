namespace BotQA.Web.Chat;

/// <summary>Knows what the chat page says of the bot.</summary>
internal interface IChatPageContent
{
    /// <summary>What it says now.</summary>
    ChatPageContent Get();
}
