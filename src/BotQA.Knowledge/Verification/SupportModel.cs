using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Sessions;
using BotQA.Knowledge.Reading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Verification;

/// <summary>
/// The support model (docs/reader.md): the reader's network, trained to tell by its first token whether the passage supports the statement
/// that stands in the question's place. Loaded by the first statement or by <see cref="Load"/>. Safe to use from many threads.
/// </summary>
internal sealed partial class SupportModel : ISupportModel, IDisposable
{
    private const int Supported = 1;

    private readonly WordPieceTokenizer _tokenizer;
    private readonly Lazy<IReaderNetwork?> _network;

    public SupportModel(EmbeddedModel encoder, WordPieceTokenizer tokenizer, IOptions<EmbeddingOptions> embeddings, ILogger<SupportModel> logger)
        : this(tokenizer, () => OnnxReaderNetwork.Load(encoder, DefaultPath, new GraphCache(embeddings.Value.CachePath, logger), quantized: true), logger)
    {
    }

    internal SupportModel(WordPieceTokenizer tokenizer, Func<IReaderNetwork> network, ILogger<SupportModel> logger)
    {
        _tokenizer = tokenizer;
        _network = new Lazy<IReaderNetwork?>(() =>
        {
            try
            {
                return network();
            }
            catch (Exception e) when (e is ReaderModelException or EmbeddedModelException)
            {
                LogUnusable(logger, e.Message);
                return null;
            }
        });
    }

    /// <summary>Where the weights lie, with their hash beside them.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "model", "support.safetensors");

    public void Load() => _ = _network.Value;

    /// <summary>A passage as the model was trained on it, below its title.</summary>
    public static string PassageOf(string title, string text) => title.Length > 0 ? $"{title}. {text}" : text;

    public double? Judge(string statement, string passage)
    {
        var windows = ReaderWindow.Cover(_tokenizer.Encode(statement).Ids, _tokenizer.Encode(passage).Ids, ReaderWindow.MaxStatementTokens);
        return _network.Value is { } network && windows.Count > 0
            ? windows.Max(window => network.Run(window) is var logits ? logits[Supported] - logits[0] : 0)
            : null;
    }

    public void Dispose()
    {
        if (_network.IsValueCreated)
        {
            _network.Value?.Dispose();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Generated sentences are checked by rules alone, and fewer of them stand. {Reason}")]
    private static partial void LogUnusable(ILogger logger, string reason);
}
