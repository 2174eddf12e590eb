namespace BotQA.Models;

/// <summary>The model that writes answers. Configuration section <c>Model</c>; nothing of it is needed to answer from the documents alone.</summary>
internal sealed class ChatModelOptions : ModelOptions
{
    /// <summary>How long a reply to the very same prompt is used again, 0 to 1 day. Default 10 minutes; 0 for never.</summary>
    public TimeSpan CacheDuration { get; set; } = TimeSpan.FromMinutes(10);
}
