namespace BotQA.ActivityProtocol.Schema;

/// <summary>The media types of cards.</summary>
public static class AttachmentContentTypes
{
    /// <summary>An Adaptive Card.</summary>
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    /// <summary>A hero card.</summary>
    public const string HeroCard = "application/vnd.microsoft.card.hero";
}
