namespace BotQA.Web.Chat;

/// <summary>Knows what the chat page says of the bot.</summary>
internal interface IChatPageContent
{
    /// <summary>What it says now.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    ValueTask<ChatPageContent> GetAsync(CancellationToken cancellationToken = default);
}
