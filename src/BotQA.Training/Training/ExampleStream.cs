using BotQA.Training.Data;
using BotQA.Training.Unanswerable;

namespace BotQA.Training.Training;

/// <summary>
/// The endless, repeatable sequence of training batches: the same seed, data and batch size give the same batches, from any step on.
/// Sets are drawn by size and weight, questions within a set in shuffled order without repetition until all were drawn, once for
/// answerable and once for unanswerable examples. Fifty batches at a time (a round) are sorted by length, so that little is padded.
/// </summary>
internal sealed class ExampleStream
{
    private const int BatchesSorted = 50;

    private readonly IReadOnlyList<QaSet> _sets;
    private readonly UnanswerableQuestions[] _unanswerable;
    private readonly ExampleBuilder _builder;
    private readonly int _seed;
    private readonly int _batchSize;
    private readonly double[] _cumulativeWeights;

    public ExampleStream(IEnumerable<QaSet> sets, TextEncoder encoder, int seed, int batchSize)
    {
        _sets = [.. sets.Where(s => s.Questions.Count > 0)];
        _unanswerable = [.. _sets.Select(s => new UnanswerableQuestions(s))];
        _builder = new ExampleBuilder(encoder);
        _seed = seed;
        _batchSize = batchSize;
        var total = 0.0;
        _cumulativeWeights = [.. _sets.Select(s => total += s.Weight * s.Questions.Count)];
    }

    /// <summary>Questions drawn in one pass over the data, all kinds together, were every set's weight one.</summary>
    public int Questions => _sets.Sum(s => s.Questions.Count);

    /// <summary>How long the examples of the round that is being handed out may be, in tokens.</summary>
    public int MaxTokens { get; private set; }

    /// <summary>The batches from number <paramref name="firstBatch"/> (0 is the first) on.</summary>
    /// <param name="firstBatch">How many batches to pass over.</param>
    /// <param name="maxTokens">Asked at the start of each round how long its examples may be.</param>
    public IEnumerable<IReadOnlyList<ReaderExample>> Batches(int firstBatch, Func<int> maxTokens)
    {
        var random = new Random(_seed);
        var decks = _sets.Select(s => (Answerable: new Deck(s.Questions.Count, random), Unanswerable: new Deck(s.Questions.Count, random))).ToArray();
        for (var round = 0; ; round++)
        {
            var draws = new List<(int Set, int Question, UnanswerableKind Kind, int Seed)>();
            for (var i = 0; i < BatchesSorted * _batchSize; i++)
            {
                var set = DrawSet(random);
                var kind = ExampleMix.Draw(random);
                var deck = kind == UnanswerableKind.None ? decks[set].Answerable : decks[set].Unanswerable;
                draws.Add((set, deck.Next(), kind, random.Next()));
            }

            var order = Enumerable.Range(0, BatchesSorted).ToArray();
            random.Shuffle(order);
            var first = firstBatch - (round * BatchesSorted);
            if (first < BatchesSorted)
            {
                MaxTokens = maxTokens();
                var examples = draws.AsParallel().AsOrdered().Select(d => Build(d.Set, d.Question, d.Kind, new Random(d.Seed)))
                    .AsSequential().OrderBy(e => e.Length).ToList();
                foreach (var batch in order.Skip(Math.Max(0, first)))
                {
                    yield return examples.GetRange(batch * _batchSize, _batchSize);
                }
            }
        }
    }

    private int DrawSet(Random random)
    {
        var at = random.NextDouble() * _cumulativeWeights[^1];
        return Array.FindIndex(_cumulativeWeights, w => at < w);
    }

    private ReaderExample Build(int set, int index, UnanswerableKind kind, Random random)
    {
        var question = _sets[set].Questions[index];
        if (kind == UnanswerableKind.None && _builder.Answerable(question, MaxTokens, random) is { } answerable)
        {
            return answerable;
        }

        foreach (var possible in ExampleMix.WithFallbacks(kind == UnanswerableKind.None ? UnanswerableKind.OtherPassage : kind))
        {
            if (_unanswerable[set].Make(question, possible, random) is { } made)
            {
                return _builder.Unanswerable(made, MaxTokens, random);
            }
        }

        // Nothing unanswerable can be made of a few questions in the smallest sets: then they are asked of a passage that holds the answer.
        return _builder.Answerable(question, MaxTokens, random) ?? Build(set, (index + 1) % _sets[set].Questions.Count, kind, random);
    }

    /// <summary>Numbers from 0 in random order, shuffled anew when all were dealt.</summary>
    private sealed class Deck(int count, Random random)
    {
        private readonly int[] _cards = [.. Enumerable.Range(0, count)];
        private int _dealt = count;

        public int Next()
        {
            if (_dealt == _cards.Length)
            {
                random.Shuffle(_cards);
                _dealt = 0;
            }

            return _cards[_dealt++];
        }
    }
}
