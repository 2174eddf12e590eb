using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Conversations;

/// <summary>What is remembered of conversations, and how follow-up questions are understood. Configuration section <c>Conversations</c>.</summary>
public sealed class ConversationOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Conversations";

    /// <summary>The most turns that are remembered of a conversation, 1 to 100. Default 10.</summary>
    [Range(1, 100)]
    public int MaxTurns { get; set; } = 10;

    /// <summary>The most characters of questions, answers and quotes that are remembered of a conversation, 1,000 to 1,000,000. Default 20,000.</summary>
    [Range(1_000, 1_000_000)]
    public int MaxCharacters { get; set; } = 20_000;

    /// <summary>How long a turn is remembered, 1 minute to 30 days. Default 2 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(2);

    /// <summary>
    /// Whether a chat model, where one is registered, rewrites follow-up questions. Its question is used only if every name and number in it
    /// occurs in the conversation; else the one of the rules is. Default true.
    /// </summary>
    public bool RewriteWithModel { get; set; } = true;

    /// <summary>How long the chat model may take to rewrite a question, 100 milliseconds to 1 minute. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan RewriteTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
