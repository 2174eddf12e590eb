using BotQA.Knowledge.Embeddings;

namespace BotQA.Knowledge.Tests.Embeddings.Support;

/// <summary>The embedded model the build copied beside the tests.</summary>
internal static class TestModel
{
    private static readonly Lazy<WordPieceTokenizer> LazyTokenizer = new(() => WordPieceTokenizer.Load(new EmbeddedModel()));

    public static EmbeddedModel Files { get; } = new();

    public static WordPieceTokenizer Tokenizer => LazyTokenizer.Value;
}
