using System.ComponentModel.DataAnnotations;

namespace BotQA.Bot;

/// <summary>What the bot says of itself and how often it may be asked; bound from <c>Bot</c>.</summary>
internal sealed class BotOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Bot";

    /// <summary>
    /// The https address by which readers reach this server, such as <c>https://botqa.example.com</c>, for the links to sources. Default
    /// none: the address on this computer, or no links when the server listens only beyond it.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The questions offered as examples; at most 3 are shown at a time. Default none: they are made from the documents.</summary>
    public IList<string> Examples { get; } = [];

    /// <summary>The most questions of one user in <see cref="RateWindow"/>, 1 to 10,000. Default 20.</summary>
    [Range(1, 10_000)]
    public int UserQuestions { get; set; } = 20;

    /// <summary>The most questions of one conversation in <see cref="RateWindow"/>, 1 to 100,000. Default 60.</summary>
    [Range(1, 100_000)]
    public int ConversationQuestions { get; set; } = 60;

    /// <summary>The window of the two limits, 1 second to 1 day. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The most questions answered at a time, 1 to 1,024; others wait. Default the number of processors.</summary>
    [Range(1, 1_024)]
    public int ConcurrentAnswers { get; set; } = Environment.ProcessorCount;

    /// <summary>The most conversations remembered as welcomed, 1 to 10,000,000. Default 10,000.</summary>
    [Range(1, 10_000_000)]
    public int WelcomedConversations { get; set; } = 10_000;

    /// <summary>
    /// The most answers remembered so that later feedback can be stored with them, 1 to 1,000,000. Default 2,000, which takes about 10 MB.
    /// </summary>
    [Range(1, 1_000_000)]
    public int RememberedAnswers { get; set; } = 2_000;
}
