using System.ComponentModel.DataAnnotations;

namespace BotQA.Uploads;

/// <summary>Which documents users may add to their own conversation; bound from <c>Uploads</c>.</summary>
internal sealed class UploadOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Uploads";

    /// <summary>Whether files are taken at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The extensions that are taken, such as <c>.pdf</c>. Default none: every format that is read.</summary>
    public IList<string> Extensions { get; } = [];

    /// <summary>The longest file in bytes, 1 KB to 100 MB. Default 10 MB.</summary>
    [Range(1_024, 100 << 20)]
    public int MaxFileBytes { get; set; } = 10 << 20;

    /// <summary>The most files of a conversation at a time, 1 to 100. Default 10.</summary>
    [Range(1, 100)]
    public int MaxFiles { get; set; } = 10;

    /// <summary>The most chunks that a conversation's files have together, 1 to 10,000. Default 1,000, some 250 pages.</summary>
    [Range(1, 10_000)]
    public int MaxChunks { get; set; } = 1_000;

    /// <summary>The most conversations with files; beyond it the files of the one silent longest are forgotten. 1 to 100,000, default 200.</summary>
    [Range(1, 100_000)]
    public int MaxConversations { get; set; } = 200;

    /// <summary>How long files are kept after the last question or file of their conversation, 1 minute to 7 days. Default 2 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(2);
}
