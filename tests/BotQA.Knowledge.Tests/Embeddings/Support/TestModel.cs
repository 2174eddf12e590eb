using BotQA.Knowledge.Embeddings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Tests.Embeddings.Support;

/// <summary>The embedded model the build copied beside the tests, loaded once for all of them, with a cache of its own so that what is tested was made by this build.</summary>
internal static class TestModel
{
    private static readonly Lazy<WordPieceTokenizer> LazyTokenizer = new(() => WordPieceTokenizer.Load(new EmbeddedModel()));

    private static readonly TemporaryFolder Cache = new();

    private static readonly Lazy<MiniLmEmbeddingGenerator> Quantized = new(() => CreateShared(EmbeddingPrecision.Quantized));

    private static readonly Lazy<MiniLmEmbeddingGenerator> Full = new(() => CreateShared(EmbeddingPrecision.Full));

    static TestModel()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Cache.Dispose();
    }

    public static EmbeddedModel Files { get; } = new();

    public static WordPieceTokenizer Tokenizer => LazyTokenizer.Value;

    public static MiniLmEmbeddingGenerator Generator(EmbeddingPrecision precision = EmbeddingPrecision.Quantized)
        => precision == EmbeddingPrecision.Full ? Full.Value : Quantized.Value;

    public static MiniLmEmbeddingGenerator CreateGenerator(EmbeddingOptions options, ILogger<MiniLmEmbeddingGenerator>? logger = null)
        => new(new EmbeddedModel(options.ModelPath), Tokenizer, Options.Create(options), logger);

    private static MiniLmEmbeddingGenerator CreateShared(EmbeddingPrecision precision)
        => CreateGenerator(new EmbeddingOptions { Precision = precision, CachePath = Cache.Path });
}
