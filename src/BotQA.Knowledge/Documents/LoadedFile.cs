namespace BotQA.Knowledge.Documents;

/// <summary>The bytes of a file of a knowledge folder, or the reason why they can't be had.</summary>
internal sealed record LoadedFile
{
    private LoadedFile(KnowledgeFile file, MemoryStream? content, string? failure, bool isPassing)
    {
        File = file;
        Content = content;
        Failure = failure;
        IsPassing = isPassing;
    }

    public KnowledgeFile File { get; }

    /// <summary>The bytes, whose buffer may be looked at; null when they can't be had.</summary>
    public MemoryStream? Content { get; }

    /// <summary>Why there are no bytes, and what to do about it; null when there are.</summary>
    public string? Failure { get; }

    /// <summary>Whether the reason may be gone in a moment, as when another program locks the file.</summary>
    public bool IsPassing { get; }

    public static LoadedFile Of(KnowledgeFile file, MemoryStream content) => new(file, content, failure: null, isPassing: false);

    public static LoadedFile Failed(KnowledgeFile file, string reason, bool isPassing) => new(file, content: null, reason, isPassing);
}
