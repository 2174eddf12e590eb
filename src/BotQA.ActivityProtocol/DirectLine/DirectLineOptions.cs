using System.ComponentModel.DataAnnotations;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>The Direct Line server; bound from <c>Bot:DirectLine</c>.</summary>
public sealed class DirectLineOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Bot:DirectLine";

    /// <summary>The channel that the bot is told. Default <see cref="Channels.WebChat"/>.</summary>
    [Required]
    public string ChannelId { get; set; } = Channels.WebChat;

    /// <summary>The bot's id. Default <c>bot</c>.</summary>
    [Required]
    public string BotId { get; set; } = "bot";

    /// <summary>The bot's name, as the client may show it. Default <c>Bot</c>.</summary>
    [Required]
    public string BotName { get; set; } = "Bot";

    /// <summary>How long a token is good for, 1 minute to 1 day. Default 1 hour; clients refresh theirs every 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a stream URL may be opened for, 1 second to 1 hour. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StreamUrlLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many tokens an address may ask for in a minute. Default 60.</summary>
    [Range(1, 100_000)]
    public int TokensPerMinute { get; set; } = 60;

    /// <summary>
    /// Origins other than the server's own whose pages may ask for tokens, such as <c>https://www.example.com</c>; their requests also need
    /// CORS. Default none.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>The most conversations kept; beyond it the one that was silent longest is given up. Default 500.</summary>
    [Range(1, 1_000_000)]
    public int MaxConversations { get; set; } = 500;

    /// <summary>How long a conversation without a request or an open stream is kept, 1 minute to 7 days. Default 2 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(2);

    /// <summary>The most activities of a conversation kept for clients that come back; beyond it the oldest are given up. Default 500.</summary>
    [Range(1, 100_000)]
    public int MaxHistory { get; set; } = 500;

    /// <summary>The most bytes of a conversation's activities kept; the newest is kept whatever its size. Default 512 KB.</summary>
    [Range(1_024, 64 * 1_024 * 1_024)]
    public int MaxHistoryBytes { get; set; } = 512 * 1_024;

    /// <summary>The most streams of a conversation open at a time. Default 8, as a client that went away is noticed only after a while.</summary>
    [Range(1, 1_000)]
    public int MaxStreams { get; set; } = 8;

    /// <summary>The longest activity in bytes, 1 KB to 16 MB. Default 64 KB.</summary>
    [Range(1_024, 16 * 1_024 * 1_024)]
    public int MaxBodyBytes { get; set; } = 64 * 1_024;

    /// <summary>The longest upload in bytes, 1 KB to 100 MB. Default 25 MB.</summary>
    [Range(1_024, 100 * 1_024 * 1_024)]
    public int MaxUploadBytes { get; set; } = 25 * 1_024 * 1_024;

    /// <summary>The most bytes of uploads that wait for the bot at a time; beyond it clients are told 503. Default 200 MB.</summary>
    [Range(1_024, int.MaxValue)]
    public int MaxPendingUploadBytes { get; set; } = 200 * 1_024 * 1_024;
}
