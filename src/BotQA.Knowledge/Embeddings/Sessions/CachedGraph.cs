namespace BotQA.Knowledge.Embeddings.Sessions;

/// <summary>A graph ready to be loaded: a verified file or, when no file could be kept, its bytes.</summary>
internal sealed record CachedGraph
{
    private CachedGraph(string? path, byte[]? content)
    {
        Path = path;
        Content = content;
    }

    public string? Path { get; }

    public byte[]? Content { get; }

    public static CachedGraph InFile(string path) => new(path, content: null);

    public static CachedGraph InMemory(byte[] content) => new(path: null, content);
}
