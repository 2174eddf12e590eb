namespace BotQA.Models.Embeddings;

/// <summary>The lengths of the vectors of models that are in wide use.</summary>
internal static class KnownEmbeddingModels
{
    private static readonly Dictionary<string, int> Dimensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text-embedding-3-small"] = 1536,
        ["text-embedding-3-large"] = 3072,
        ["text-embedding-ada-002"] = 1536,
        ["nomic-embed-text"] = 768,
        ["mxbai-embed-large"] = 1024,
        ["all-minilm"] = 384,
        ["bge-m3"] = 1024,
    };

    /// <summary>The length of a model's vectors, 0 when it isn't known. What stands after a colon is Ollama's tag.</summary>
    public static int DimensionsOf(string? name) => Dimensions.GetValueOrDefault((name ?? "").Split(':')[0]);

    /// <summary>Whether a model gives shorter vectors when it is asked to.</summary>
    public static bool CanShorten(string? name) => name?.StartsWith("text-embedding-3-", StringComparison.OrdinalIgnoreCase) == true;
}
