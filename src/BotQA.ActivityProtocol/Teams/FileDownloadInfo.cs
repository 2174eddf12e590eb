using System.Text.Json;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>What Teams attaches for a file that a user sends in a personal chat.</summary>
public sealed record FileDownloadInfo
{
    /// <summary>Where the file can be fetched for some minutes by whoever has this address: it carries a secret.</summary>
    public string? DownloadUrl { get; init; }

    /// <summary>The id of the file in the user's OneDrive.</summary>
    public string? UniqueId { get; init; }

    /// <summary>The extension without its dot, such as <c>docx</c>.</summary>
    public string? FileType { get; init; }

    /// <summary>Reads an attachment.</summary>
    /// <returns>What it says, or null when it is of another kind or malformed.</returns>
    public static FileDownloadInfo? TryRead(Attachment attachment)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        if (attachment.ContentType != AttachmentContentTypes.FileDownloadInfo || attachment.Content is not { ValueKind: JsonValueKind.Object } content)
        {
            return null;
        }

        try
        {
            return content.Deserialize(TeamsJsonContext.Relaxed.FileDownloadInfo);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
