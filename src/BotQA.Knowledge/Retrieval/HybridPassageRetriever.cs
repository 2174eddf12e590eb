using System.Numerics.Tensors;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Retrieval;

/// <summary>
/// Finds passages by keywords and by vectors and orders them by a convex sum of four normalised scores: BM25, the passage's similarity,
/// its best sentence's similarity, and the share of the question's terms in its best window of two sentences. A convex sum of normalised
/// scores beats fusing ranks (Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023).
/// </summary>
internal sealed class HybridPassageRetriever : IPassageRetriever
{
    private readonly VectorStoreCollection<string, KnowledgeChunk> _collection;
    private readonly IEmbeddingGenerator<string, Embedding<float>> _embeddings;
    private readonly IKeywordIndex _keywords;
    private readonly PassageMatcher _matcher;
    private readonly RetrievalOptions _options;

    public HybridPassageRetriever(
        VectorStoreCollection<string, KnowledgeChunk> collection,
        IEmbeddingGenerator<string, Embedding<float>> embeddings,
        IKeywordIndex keywords,
        PassageMatcher matcher,
        IOptions<RetrievalOptions> options)
    {
        _collection = collection;
        _embeddings = embeddings;
        _keywords = keywords;
        _matcher = matcher;
        _options = options.Value;
    }

    public async Task<RetrievalResult> RetrieveAsync(string question, RetrievalRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var embedding = _options.Mode == RetrievalMode.Keyword
            ? ReadOnlyMemory<float>.Empty
            : (await _embeddings.GenerateAsync(question, cancellationToken: cancellationToken)).Vector;
        var wanted = _options.Mode == RetrievalMode.Vector ? 0 : _options.Candidates;
        var search = new KeywordSearchOptions { DocumentIds = request?.DocumentIds };
        var keywords = await _keywords.SearchAsync(question, wanted, search, cancellationToken);
        var analysis = new QuestionAnalysis(question, _keywords.Analyze(question), keywords.Terms, embedding);

        var candidates = await CollectAsync(keywords.Matches, embedding, request?.DocumentIds, cancellationToken);
        foreach (var candidate in candidates)
        {
            candidate.Measure(_matcher.Match(analysis, candidate.Chunk), analysis, _options.Weights.ContextTerm);
        }

        Score(candidates);
        candidates.Sort((a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : string.CompareOrdinal(a.Chunk.Key, b.Chunk.Key));
        return new RetrievalResult(analysis, [.. WithoutDuplicates(candidates).Take(_options.Passages).Select(candidate => candidate.ToPassage())]);
    }

    private async Task<List<Candidate>> CollectAsync(
        IReadOnlyList<KeywordMatch> matches, ReadOnlyMemory<float> embedding, IReadOnlyCollection<string>? documentIds, CancellationToken cancellationToken)
    {
        var candidates = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        if (!embedding.IsEmpty)
        {
            var options = new VectorSearchOptions<KnowledgeChunk> { IncludeVectors = true };
            if (documentIds is not null)
            {
                options.Filter = chunk => documentIds.Contains(chunk.DocumentId);
            }

            await foreach (var result in _collection.SearchAsync(embedding, _options.Candidates, options, cancellationToken))
            {
                candidates[result.Record.Key] = new Candidate(result.Record) { Vector = result.Score ?? 0 };
            }
        }

        var missing = matches.Where(match => !candidates.ContainsKey(match.Key)).Select(match => match.Key);
        await foreach (var chunk in _collection.GetAsync(missing, new RecordRetrievalOptions { IncludeVectors = true }, cancellationToken))
        {
            var similarity = embedding.IsEmpty || chunk.Embedding.IsEmpty ? 0 : TensorPrimitives.Dot(embedding.Span, chunk.Embedding.Span);
            candidates[chunk.Key] = new Candidate(chunk) { Vector = similarity };
        }

        foreach (var match in matches)
        {
            if (candidates.TryGetValue(match.Key, out var candidate))
            {
                candidate.Keyword = match.Score;
            }
        }

        return [.. candidates.Values];
    }

    private void Score(List<Candidate> candidates)
    {
        var weights = _options.Weights;
        var keyword = _options.Mode == RetrievalMode.Vector ? 0 : weights.Keyword;
        var window = _options.Mode == RetrievalMode.Vector ? 0 : weights.Window;
        var vector = _options.Mode == RetrievalMode.Keyword ? 0 : weights.Vector;
        var sentence = _options.Mode == RetrievalMode.Keyword ? 0 : weights.Sentence;
        var total = keyword + window + vector + sentence;
        var bestKeyword = candidates.Select(candidate => candidate.Keyword).DefaultIfEmpty().Max();
        var vectors = Range.Of(candidates, candidate => candidate.Vector, _options.Candidates);
        var sentences = Range.Of(candidates, candidate => candidate.Sentence, _options.Candidates);
        foreach (var candidate in candidates)
        {
            var sum = (keyword * (bestKeyword > 0 ? candidate.Keyword / bestKeyword : 0))
                + (vector * vectors.Scale(candidate.Vector))
                + (sentence * sentences.Scale(candidate.Sentence))
                + (window * candidate.Window);
            candidate.Score = total > 0 ? sum / total : 0;
        }
    }

    private IEnumerable<Candidate> WithoutDuplicates(List<Candidate> ranked)
    {
        var kept = new List<HashSet<string>>();
        foreach (var candidate in ranked)
        {
            var terms = _matcher.DistinctTerms(candidate.Chunk);
            if (!kept.Exists(other => Overlap(terms, other) >= _options.DuplicateOverlap))
            {
                kept.Add(terms);
                yield return candidate;
            }
        }
    }

    private static double Overlap(HashSet<string> a, HashSet<string> b)
    {
        var shared = a.Count(b.Contains);
        var all = a.Count + b.Count - shared;
        return all == 0 ? 1 : (double)shared / all;
    }

    private sealed class Candidate(KnowledgeChunk chunk)
    {
        public KnowledgeChunk Chunk { get; } = chunk;

        public double Keyword { get; set; }

        public double Vector { get; init; }

        public double Sentence { get; private set; }

        public double Window { get; private set; }

        public double Score { get; set; }

        public void Measure(PassageMatch match, QuestionAnalysis question, double contextTermWeight)
        {
            Sentence = match.BestSimilarity;
            Window = match.BestWindow(question, contextTermWeight);
        }

        public RetrievedPassage ToPassage() =>
            new(Chunk, Score, new PassageScores { Keyword = Keyword, Vector = Vector, Sentence = Sentence, Window = Window });
    }

    /// <summary>The range from the last of the best values to the best, which is scaled to 0 to 1.</summary>
    private readonly record struct Range(double Low, double High)
    {
        public static Range Of(List<Candidate> candidates, Func<Candidate, double> score, int count)
        {
            if (candidates.Count == 0)
            {
                return default;
            }

            var best = candidates.Select(score).OrderDescending().Take(count).ToList();
            return new Range(best[^1], best[0]);
        }

        public double Scale(double value) => High > Low ? Math.Max(0, (value - Low) / (High - Low)) : 1;
    }
}
