using System.Collections.Concurrent;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Reading;

/// <summary>
/// Reads passages with the trained span reader. Each passage is read on one thread, unpadded, several at a time: so its reading doesn't
/// depend on the passages beside it. The model is loaded by the first reading. Safe to use from many threads.
/// </summary>
public sealed class SpanReader : IPassageReader, IDisposable
{
    private readonly WordPieceTokenizer _tokenizer;
    private readonly Lazy<IReaderNetwork> _network;
    private readonly SpanReaderOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates the reader.</summary>
    /// <param name="encoder">The embedded encoder, whose word and position embeddings the reader shares.</param>
    /// <param name="tokenizer">The encoder's tokenizer.</param>
    /// <param name="options">How to read.</param>
    /// <param name="embeddings">Where finished graphs are kept.</param>
    /// <param name="time">The clock of the time budget.</param>
    /// <param name="logger">Hears of a cache that can't be used.</param>
    public SpanReader(
        EmbeddedModel encoder,
        WordPieceTokenizer tokenizer,
        IOptions<SpanReaderOptions> options,
        IOptions<EmbeddingOptions> embeddings,
        TimeProvider time,
        ILogger<SpanReader> logger)
        : this(
            tokenizer,
            () => OnnxReaderNetwork.Load(
                encoder,
                Path.GetFullPath(options.Value.WeightsPath, AppContext.BaseDirectory),
                new GraphCache(embeddings.Value.CachePath, logger),
                options.Value.Quantized),
            options.Value,
            time)
    {
    }

    internal SpanReader(WordPieceTokenizer tokenizer, Func<IReaderNetwork> network, SpanReaderOptions options, TimeProvider time)
    {
        _tokenizer = tokenizer;
        _network = new Lazy<IReaderNetwork>(network);
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PassageReading?> Read(string question, IReadOnlyList<ReaderPassage> passages, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(question);
        ArgumentNullException.ThrowIfNull(passages);
        cancellationToken.ThrowIfCancellationRequested();
        var network = _network.Value;
        var budget = new ReadingBudget(_options.TimeBudget, _time);
        var asked = _tokenizer.Encode(question).Ids.ToArray();
        var readings = new PassageReading?[passages.Count];
        var inOrder = Partitioner.Create(Enumerable.Range(0, passages.Count), EnumerablePartitionerOptions.NoBuffering);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellationToken };
        Parallel.ForEach(inOrder, parallel, (i, state) =>
        {
            var tokens = _tokenizer.Encode(passages[i].Text);
            var windows = ReaderWindow.Cover(asked, tokens.Ids);
            if (!budget.Allows(windows.Sum(w => w.Ids.Length)))
            {
                state.Stop();
            }
            else if (windows.Count > 0)
            {
                var outputs = windows.Select(window => (window, budget.Measure(window.Ids.Length, () => network.Run(window)))).ToList();
                readings[i] = Decode(passages[i], tokens, outputs);
            }
        });
        return readings;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_network.IsValueCreated)
        {
            _network.Value.Dispose();
        }
    }

    private static PassageReading Decode(ReaderPassage passage, TokenizedText tokens, List<(ReaderWindow Window, float[] Logits)> outputs)
    {
        return new PassageReading(Best(0, tokens.Count)!, [.. passage.Sentences.Select(Within)]);

        SpanReading? Within(TextSpan part)
        {
            // Ends never decrease either, so the part's tokens are those that start and end in it.
            var from = LowerBound(tokens.Starts, part.Start);
            var to = LowerBound(tokens.Ends, part.End + 1);
            return Best(from, to);
        }

        SpanReading? Best(int from, int to)
        {
            DecodedSpan? best = null;
            foreach (var (window, logits) in outputs)
            {
                if (SpanDecoder.Best(window, logits, from, to) is { } found && (best is null || found.Score > best.Value.Score))
                {
                    best = found;
                }
            }

            return best is { } span ? new SpanReading(tokens.GetSpan(span.First, span.Last), span.SpanScore, span.NoAnswerScore) : null;
        }
    }

    // The position of the first of the rising values that is at least the given one.
    private static int LowerBound(ReadOnlySpan<int> values, int value)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = values[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
