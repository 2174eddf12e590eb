namespace BotQA.ActivityProtocol.Files;

/// <summary>A file could not be fetched.</summary>
/// <param name="error">The kind of reason.</param>
/// <param name="message">The reason, for a log: it names the host, never the address, which may carry a secret.</param>
/// <param name="innerException">What went wrong.</param>
public sealed class FileDownloadException(FileDownloadError error, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The kind of reason.</summary>
    public FileDownloadError Error { get; } = error;
}
