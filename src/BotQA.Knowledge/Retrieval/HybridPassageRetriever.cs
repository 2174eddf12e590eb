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
    private readonly KeywordIndexOptions _keywordOptions;

    public HybridPassageRetriever(
        VectorStoreCollection<string, KnowledgeChunk> collection,
        IEmbeddingGenerator<string, Embedding<float>> embeddings,
        IKeywordIndex keywords,
        PassageMatcher matcher,
        IOptions<RetrievalOptions> options,
        IOptions<InMemoryVectorStoreOptions> storeOptions)
    {
        _collection = collection;
        _embeddings = embeddings;
        _keywords = keywords;
        _matcher = matcher;
        _options = options.Value;
        _keywordOptions = storeOptions.Value.Keywords;
    }

    public async Task<RetrievalResult> RetrieveAsync(string question, RetrievalRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var embedding = _options.Mode == RetrievalMode.Keyword
            ? ReadOnlyMemory<float>.Empty
            : (await _embeddings.GenerateAsync(question, cancellationToken: cancellationToken)).Vector;
        var wanted = _options.Mode == RetrievalMode.Vector ? 0 : _options.Candidates;
        var search = new KeywordSearchOptions { DocumentIds = request?.DocumentIds };
        var words = QuestionWords.Blank(question);
        var keywords = await _keywords.SearchAsync(words, wanted, search, cancellationToken);
        var candidates = await CollectAsync(keywords.Matches, embedding, request?.DocumentIds, cancellationToken);
        var terms = AddAdditional(candidates, request, keywords, embedding);
        var analysis = new QuestionAnalysis(question, _keywords.Analyze(words), terms, embedding);
        var measured = candidates.ConvertAll(candidate => Measure(candidate, analysis));
        var fused = ScoreFusion.Fuse(measured, _options.Weights, _options.Mode, _options.Candidates);
        var ranked = candidates
            .Select((candidate, i) => new RetrievedPassage(candidate.Chunk, fused[i], measured[i]))
            .OrderByDescending(passage => passage.Score)
            .ThenBy(passage => passage.Chunk.Key, StringComparer.Ordinal);
        return new RetrievalResult(analysis, [.. WithoutDuplicates(ranked).Take(_options.Passages)]);
    }

    private PassageScores Measure(Candidate candidate, QuestionAnalysis question)
    {
        var match = _matcher.Match(question, candidate.Chunk);
        return new PassageScores
        {
            Keyword = candidate.Keyword,
            Vector = candidate.Vector,
            Sentence = match.BestSimilarity,
            Window = match.BestWindow(question, _options.Weights.ContextTerm),
        };
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
            candidates[chunk.Key] = new Candidate(chunk) { Vector = Similarity(chunk, embedding) };
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

    private IReadOnlyList<KeywordQueryTerm> AddAdditional(
        List<Candidate> candidates, RetrievalRequest? request, KeywordSearchResult keywords, ReadOnlyMemory<float> embedding)
    {
        var chunks = request?.AdditionalChunks?.Where(chunk => request.DocumentIds?.Contains(chunk.DocumentId) != false).ToList() ?? [];
        if (chunks.Count == 0)
        {
            return keywords.Terms;
        }

        var found = AdditionalKeywords.Search(chunks, keywords, _matcher, _keywordOptions);
        candidates.AddRange(chunks.Select((chunk, i) => new Candidate(chunk) { Keyword = found.Scores[i], Vector = Similarity(chunk, embedding) }));
        return found.Terms;
    }

    private static double Similarity(KnowledgeChunk chunk, ReadOnlyMemory<float> embedding) =>
        embedding.IsEmpty || chunk.Embedding.IsEmpty ? 0 : TensorPrimitives.Dot(embedding.Span, chunk.Embedding.Span);

    private IEnumerable<RetrievedPassage> WithoutDuplicates(IEnumerable<RetrievedPassage> ranked)
    {
        var kept = new List<HashSet<string>>();
        foreach (var passage in ranked)
        {
            var terms = _matcher.DistinctTerms(passage.Chunk);
            if (!kept.Exists(other => Overlap(terms, other) >= _options.DuplicateOverlap))
            {
                kept.Add(terms);
                yield return passage;
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
    }
}
