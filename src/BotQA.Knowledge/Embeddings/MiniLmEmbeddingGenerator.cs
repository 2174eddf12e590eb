using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings.Sessions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Embeddings;

/// <summary>
/// Embeds texts with the embedded model all-MiniLM-L6-v2: 384 dimensions, vectors of length 1, so that their dot product is
/// their cosine. A text's vector doesn't depend on the texts it is embedded with. The model is loaded by the first call.
/// Safe to use from many threads.
/// </summary>
public sealed class MiniLmEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>, IPassageEncoder
{
    /// <summary>The name of the model.</summary>
    public const string ModelId = "all-MiniLM-L6-v2";

    private readonly EmbeddingGeneratorMetadata _metadata = new("botqa", providerUri: null, ModelId, SentenceEncoder.Dimensions);
    private readonly WordPieceTokenizer _tokenizer;
    private readonly Lazy<SentenceEncoder> _encoder;
    private readonly EmbeddingPrecision _precision;
    private readonly int _threads;
    private volatile bool _disposed;

    /// <summary>Prepares a generator; nothing is loaded yet.</summary>
    /// <param name="model">The model's files.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="options">The settings.</param>
    /// <param name="logger">Where warnings about the model's cache go.</param>
    public MiniLmEmbeddingGenerator(
        EmbeddedModel model,
        WordPieceTokenizer tokenizer,
        IOptions<EmbeddingOptions> options,
        ILogger<MiniLmEmbeddingGenerator>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(options);
        var settings = options.Value;
        _tokenizer = tokenizer;
        _precision = settings.Precision;
        _threads = settings.Threads == 0 ? Environment.ProcessorCount : settings.Threads;
        _encoder = new Lazy<SentenceEncoder>(() => new SentenceEncoder(
            model,
            new GraphCache(settings.CachePath, logger ?? NullLogger<MiniLmEmbeddingGenerator>.Instance),
            settings.Precision));
    }

    /// <inheritdoc/>
    public string Identity => FormattableString.Invariant($"{ModelId} {EmbeddedModel.WeightsSha256} {_precision} {SentenceEncoder.Version}");

    /// <summary>Embeds <paramref name="values"/>; the results are in their order, with the number of tokens as their usage.</summary>
    /// <param name="values">The texts. Blank ones get the vector of the empty text; of long ones all counts, window by window.</param>
    /// <param name="options">Dimensions, if given, have to be 384.</param>
    /// <param name="cancellationToken">Looked at before each text and before each window of a long one.</param>
    /// <exception cref="EmbeddedModelException">A file of the model is missing, can't be read or is not the expected one.</exception>
    /// <exception cref="NotSupportedException">Other dimensions than 384 are asked for.</exception>
    /// <exception cref="ObjectDisposedException">The generator was disposed of.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (options?.Dimensions is { } dimensions and not SentenceEncoder.Dimensions)
        {
            throw new NotSupportedException($"{ModelId} gives vectors of {SentenceEncoder.Dimensions} dimensions, not {dimensions}.");
        }

        var texts = values as IReadOnlyList<string> ?? [.. values];
        var vectors = new float[texts.Count][];
        var tokens = new int[texts.Count];
        await ForEachAsync(texts.Count, i => texts[i].Length, (i, cancellation) => (vectors[i], tokens[i]) = Embed(texts[i], cancellation), cancellationToken);

        var total = tokens.Sum(count => (long)count);
        return new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector) { ModelId = ModelId }))
        {
            Usage = new UsageDetails { InputTokenCount = total, TotalTokenCount = total },
        };
    }

    /// <inheritdoc/>
    /// <exception cref="EmbeddedModelException">A file of the model is missing, can't be read or is not the expected one.</exception>
    /// <exception cref="ObjectDisposedException">The generator was disposed of.</exception>
    public async Task<IReadOnlyList<PassageEmbedding>> EncodeAsync(IReadOnlyList<PassageInput> passages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(passages);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var embeddings = new PassageEmbedding[passages.Count];
        await ForEachAsync(passages.Count, i => passages[i].Text.Length, (i, cancellation) => embeddings[i] = Embed(passages[i], cancellation), cancellationToken);
        return embeddings;
    }

    /// <summary>Loads the model, which the first call does otherwise.</summary>
    /// <exception cref="EmbeddedModelException">A file of the model is missing, can't be read or is not the expected one.</exception>
    internal void Load() => _ = _encoder.Value;

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return null;
        }

        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Releases the model. Calls under way end with their next text, by an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _disposed = true;
        if (_encoder.IsValueCreated)
        {
            _encoder.Value.Dispose();
        }
    }

    private static List<Range> SentenceTokens(TokenizedText tokens, IReadOnlyList<TextSpan> sentences)
    {
        var ranges = new List<Range>(sentences.Count);
        var next = 0;
        foreach (var sentence in sentences)
        {
            while (next < tokens.Count && tokens.Starts[next] < sentence.Start)
            {
                next++;
            }

            var first = next;
            while (next < tokens.Count && tokens.Starts[next] < sentence.End)
            {
                next++;
            }

            ranges.Add(first..next);
        }

        return ranges;
    }

    private async Task ForEachAsync(int count, Func<int, int> length, Action<int, CancellationToken> embed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (count == 1)
        {
            embed(0, cancellationToken);
            return;
        }

        // The longest first, so that no thread is left alone with a long text at the end.
        var order = Enumerable.Range(0, count).OrderByDescending(length);
        var parallelism = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(order, parallelism, (i, cancellation) =>
        {
            embed(i, cancellation);
            return ValueTask.CompletedTask;
        });
    }

    private (float[] Vector, int Tokens) Embed(string text, CancellationToken cancellationToken)
    {
        var tokens = _tokenizer.Encode(text);
        return (_encoder.Value.Encode(tokens.Ids, cancellationToken), tokens.Count);
    }

    private PassageEmbedding Embed(PassageInput passage, CancellationToken cancellationToken)
    {
        var tokens = _tokenizer.Encode(passage.Text);
        return _encoder.Value.EncodePassage(
            _tokenizer.Encode(passage.Context).Ids, tokens.Ids, SentenceTokens(tokens, passage.Sentences), cancellationToken);
    }
}
