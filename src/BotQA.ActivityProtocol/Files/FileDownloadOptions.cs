using System.ComponentModel.DataAnnotations;

namespace BotQA.ActivityProtocol.Files;

/// <summary>How files that users send are fetched; bound from <c>Bot:Files</c>.</summary>
public sealed class FileDownloadOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Bot:Files";

    /// <summary>
    /// Hosts that files are fetched from besides SharePoint's of the bot's cloud, where Teams keeps them. A leading dot stands for any host
    /// below. Addresses of private networks and of this computer are refused whatever their name. Default none.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>How long a download may take, 1 second to 10 minutes. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
