namespace BotQA.ActivityProtocol.Files;

/// <summary>Why a file could not be fetched.</summary>
public enum FileDownloadError
{
    /// <summary>It is longer than allowed.</summary>
    TooLong,

    /// <summary>It lies where nothing is fetched from.</summary>
    NotAllowed,

    /// <summary>Its host refused, can't be reached, or took too long.</summary>
    Unavailable,
}
