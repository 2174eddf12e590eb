namespace BotQA.ActivityProtocol.Schema;

/// <summary>The media types of cards and of references to files.</summary>
public static class AttachmentContentTypes
{
    /// <summary>An Adaptive Card.</summary>
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    /// <summary>A hero card.</summary>
    public const string HeroCard = "application/vnd.microsoft.card.hero";

    /// <summary>Where a file is that a user sent in Teams; see <see cref="Teams.FileDownloadInfo"/>.</summary>
    public const string FileDownloadInfo = "application/vnd.microsoft.teams.file.download.info";
}
