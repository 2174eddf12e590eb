using BotQA.ActivityProtocol.Schema;

namespace BotQA.Bot.Rendering;

/// <summary>Which Markdown a channel reads.</summary>
internal static class MarkdownFlavors
{
    public static MarkdownFlavor Of(string? channelId) => channelId is Channels.WebChat or Channels.DirectLine ? MarkdownFlavor.WebChat : MarkdownFlavor.Common;
}
