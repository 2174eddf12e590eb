using BotQA.Knowledge.Embeddings;

namespace BotQA.Knowledge.Reading;

/// <summary>Reads passages with the trained span reader. Safe to use from many threads.</summary>
public sealed class SpanReader : IPassageReader, IDisposable
{
    private const int PassagesTogether = 8;

    // Up to this share of padding, one larger batch is faster than two smaller ones.
    private const double PaddingAllowed = 0.15;

    private readonly WordPieceTokenizer _tokenizer;
    private readonly Lazy<IReaderNetwork> _network;
    private readonly TimeSpan _budget;
    private readonly TimeProvider _time;

    internal SpanReader(WordPieceTokenizer tokenizer, Func<IReaderNetwork> network, TimeSpan budget, TimeProvider time)
    {
        _tokenizer = tokenizer;
        _network = new Lazy<IReaderNetwork>(network);
        _budget = budget;
        _time = time;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PassageReading?> Read(string question, IReadOnlyList<string> passages, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(question);
        ArgumentNullException.ThrowIfNull(passages);
        cancellationToken.ThrowIfCancellationRequested();
        var network = _network.Value;
        var started = _time.GetTimestamp();
        var asked = _tokenizer.Encode(question).Ids.ToArray();
        var readings = new PassageReading?[passages.Count];
        var (spent, work) = (TimeSpan.Zero, 0L);
        for (var first = 0; first < passages.Count; first += PassagesTogether)
        {
            var group = Tokenize(passages, first);
            foreach (var batch in Batches(group, asked))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var cost = Cost(batch);
                if (work > 0 && _time.GetElapsedTime(started) + (spent / work * cost) > _budget)
                {
                    return readings;
                }

                var begun = _time.GetTimestamp();
                Decode(batch, network.Run([.. batch.Select(b => b.Window)]), group, readings);
                spent += _time.GetElapsedTime(begun);
                work += cost;
            }
        }

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

    private List<(int Passage, TokenizedText Tokens)> Tokenize(IReadOnlyList<string> passages, int first) =>
        [.. Enumerable.Range(first, Math.Min(PassagesTogether, passages.Count - first)).Select(i => (i, _tokenizer.Encode(passages[i])))];

    // Within a group of passages the batches are of similar lengths, and that with the best passage comes first.
    private static IEnumerable<List<(int Member, ReaderWindow Window)>> Batches(List<(int Passage, TokenizedText Tokens)> group, int[] question)
    {
        var windows = group.SelectMany((g, member) => ReaderWindow.Cover(question, g.Tokens.Ids).Select(window => (Member: member, Window: window)))
            .OrderByDescending(w => w.Window.Ids.Length);
        var batches = new List<List<(int Member, ReaderWindow Window)>>();
        foreach (var window in windows)
        {
            if (batches.Count == 0 || batches[^1].Count == PassagesTogether || window.Window.Ids.Length < (1 - PaddingAllowed) * batches[^1][0].Window.Ids.Length)
            {
                batches.Add([]);
            }

            batches[^1].Add(window);
        }

        return batches.OrderBy(b => b.Min(w => w.Member));
    }

    private static long Cost(List<(int Member, ReaderWindow Window)> batch) => (long)batch.Count * batch[0].Window.Ids.Length;

    private static void Decode(
        List<(int Member, ReaderWindow Window)> batch, ReadOnlySpan<float> logits, List<(int Passage, TokenizedText Tokens)> group, PassageReading?[] readings)
    {
        var width = logits.Length / batch.Count;
        for (var i = 0; i < batch.Count; i++)
        {
            var found = SpanDecoder.Best(batch[i].Window, logits.Slice(i * width, width));
            var (passage, tokens) = group[batch[i].Member];
            if (readings[passage] is not { } other || found.Score > other.Score)
            {
                readings[passage] = new PassageReading(tokens.GetSpan(found.First, found.Last), found.SpanScore, found.NoAnswerScore);
            }
        }
    }
}
