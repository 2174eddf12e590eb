namespace BotQA.Knowledge.Documents;

/// <summary>A knowledge folder can't be used. The message names it, the settings that chose it and what to do.</summary>
public sealed class KnowledgeFolderException : Exception
{
    /// <summary>A folder that can't be used.</summary>
    /// <param name="folder">The folder's path.</param>
    /// <param name="message">What is wrong with it, and what to do about it.</param>
    /// <param name="innerException">What went wrong underneath, if anything did.</param>
    public KnowledgeFolderException(string folder, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Folder = folder;
    }

    /// <summary>The folder's full path.</summary>
    public string Folder { get; }
}
