using System.ComponentModel.DataAnnotations;

namespace BotQA.Web.Chat;

/// <summary>The chat page; bound from <c>Chat</c>.</summary>
internal sealed class ChatPageOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Chat";

    /// <summary>The bot's name. Default <c>BotQA</c>.</summary>
    [Required]
    public string Name { get; set; } = "BotQA";

    /// <summary>What the bot does, in a sentence.</summary>
    [Required]
    public string Description { get; set; } = "Ask these documents a question. The answer comes with the sentences it rests on, or with a plain no.";
}
