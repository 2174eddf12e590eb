using System.Numerics.Tensors;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Retrieval;

/// <summary>
/// Finds passages by keywords and by vectors and orders them by a convex sum of four normalised scores: BM25, the passage's similarity,
/// its best sentence's similarity, and the share of the question's terms in its best window of two sentences. A convex sum of normalised
/// scores beats fusing ranks (Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023). A question that can't be
/// embedded at the moment is searched by its keywords alone.
/// </summary>
internal sealed partial class HybridPassageRetriever : IPassageRetriever
{
    // How much more the words of the question count than those of its context.
    private const int QuestionRepetitions = 3;

    private readonly VectorStoreCollection<string, KnowledgeChunk> _collection;
    private readonly IEmbeddingGenerator<string, Embedding<float>> _embeddings;
    private readonly IKeywordIndex _keywords;
    private readonly PassageMatcher _matcher;
    private readonly RetrievalOptions _options;
    private readonly KeywordIndexOptions _keywordOptions;
    private readonly ILogger<HybridPassageRetriever> _logger;

    public HybridPassageRetriever(
        VectorStoreCollection<string, KnowledgeChunk> collection,
        IEmbeddingGenerator<string, Embedding<float>> embeddings,
        IKeywordIndex keywords,
        PassageMatcher matcher,
        IOptions<RetrievalOptions> options,
        IOptions<InMemoryVectorStoreOptions> storeOptions,
        ILogger<HybridPassageRetriever>? logger = null)
    {
        _collection = collection;
        _embeddings = embeddings;
        _keywords = keywords;
        _matcher = matcher;
        _options = options.Value;
        _keywordOptions = storeOptions.Value.Keywords;
        _logger = logger ?? NullLogger<HybridPassageRetriever>.Instance;
    }

    public async Task<RetrievalResult> RetrieveAsync(string question, RetrievalRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var chunks = new Dictionary<string, KnowledgeChunk>(StringComparer.Ordinal);
        var context = string.IsNullOrWhiteSpace(request?.Context) ? null : request.Context;
        var inContextQuery = context is null ? null : string.Join(' ', Enumerable.Repeat(question, QuestionRepetitions).Append(context));
        var vectors = await EmbedAsync([.. new[] { question, inContextQuery, context }.OfType<string>()], cancellationToken);
        var search = await SearchAsync(question, vectors?[0], request, chunks, cancellationToken);
        var inContext = inContextQuery is null ? null : await SearchAsync(inContextQuery, vectors?[1], request, chunks, cancellationToken);

        KnowledgeChunk[] candidates = [.. chunks.Values];
        var measured = Array.ConvertAll(candidates, candidate => Measure(candidate, search));
        var mode = vectors is null ? RetrievalMode.Keyword : _options.Mode;
        var scores = Fuse(measured, mode);
        double? similarity = null;
        if (inContext is not null)
        {
            // By keywords alone nothing tells whether they belong together: then they are taken to.
            similarity = vectors is null ? 1 : TensorPrimitives.Dot(vectors[0].Span, vectors[2].Span);
            var share = _options.Weights.ContextShare(similarity.Value);
            var contextScores = Fuse(Array.ConvertAll(candidates, candidate => Measure(candidate, inContext)), mode);
            measured = [.. measured.Zip(contextScores, (passage, score) => passage with { Context = score })];
            scores = [.. scores.Zip(contextScores, (alone, together) => ((1 - share) * alone) + (share * together))];
        }

        var ranked = candidates
            .Select((candidate, i) => new RetrievedPassage(candidate, scores[i], measured[i]))
            .OrderByDescending(passage => passage.Score)
            .ThenBy(passage => passage.Chunk.Key, StringComparer.Ordinal);
        return new RetrievalResult(search.Question, [.. WithoutDuplicates(ranked).Take(_options.Passages)]) { ContextSimilarity = similarity };
    }

    // Null for keywords alone.
    private async Task<IReadOnlyList<ReadOnlyMemory<float>>?> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (_options.Mode == RetrievalMode.Keyword)
        {
            return null;
        }

        try
        {
            return [.. (await _embeddings.GenerateAsync(texts, cancellationToken: cancellationToken)).Select(embedding => embedding.Vector)];
        }
        catch (EmbeddingException e)
        {
            LogKeywordsAlone(e.Message);
            return null;
        }
    }

    private async Task<Search> SearchAsync(
        string query, ReadOnlyMemory<float>? vector, RetrievalRequest? request, Dictionary<string, KnowledgeChunk> chunks, CancellationToken cancellationToken)
    {
        var embedding = vector.GetValueOrDefault();
        var wanted = _options.Mode == RetrievalMode.Vector && !embedding.IsEmpty ? 0 : _options.Candidates;
        var words = QuestionWords.Blank(query);
        var keywords = await _keywords.SearchAsync(words, wanted, new KeywordSearchOptions { DocumentIds = request?.DocumentIds }, cancellationToken);
        await CollectAsync(keywords.Matches, embedding, request?.DocumentIds, chunks, cancellationToken);
        var scores = keywords.Matches.ToDictionary(match => match.Key, match => match.Score, StringComparer.Ordinal);
        var terms = AddAdditional(chunks, scores, request, keywords);
        return new Search(new QuestionAnalysis(query, _keywords.Analyze(words), terms, embedding), scores);
    }

    private double[] Fuse(PassageScores[] passages, RetrievalMode mode) => ScoreFusion.Fuse(passages, _options.Weights, mode, _options.Candidates);

    private PassageScores Measure(KnowledgeChunk chunk, Search search)
    {
        var match = _matcher.Match(search.Question, chunk);
        var embedding = search.Question.Embedding;
        return new PassageScores
        {
            Keyword = search.Keywords.GetValueOrDefault(chunk.Key),
            Vector = embedding.IsEmpty || chunk.Embedding.IsEmpty ? 0 : TensorPrimitives.Dot(embedding.Span, chunk.Embedding.Span),
            Sentence = match.BestSimilarity,
            Window = match.BestWindow(search.Question, _options.Weights.ContextTerm),
        };
    }

    private async Task CollectAsync(
        IReadOnlyList<KeywordMatch> matches, ReadOnlyMemory<float> embedding, IReadOnlyCollection<string>? documentIds, Dictionary<string, KnowledgeChunk> chunks, CancellationToken cancellationToken)
    {
        if (!embedding.IsEmpty)
        {
            var options = new VectorSearchOptions<KnowledgeChunk> { IncludeVectors = true };
            if (documentIds is not null)
            {
                options.Filter = chunk => documentIds.Contains(chunk.DocumentId);
            }

            await foreach (var result in _collection.SearchAsync(embedding, _options.Candidates, options, cancellationToken))
            {
                chunks[result.Record.Key] = result.Record;
            }
        }

        var missing = matches.Where(match => !chunks.ContainsKey(match.Key)).Select(match => match.Key);
        await foreach (var chunk in _collection.GetAsync(missing, new RecordRetrievalOptions { IncludeVectors = true }, cancellationToken))
        {
            chunks[chunk.Key] = chunk;
        }
    }

    private IReadOnlyList<KeywordQueryTerm> AddAdditional(
        Dictionary<string, KnowledgeChunk> chunks, Dictionary<string, double> scores, RetrievalRequest? request, KeywordSearchResult keywords)
    {
        var additional = request?.AdditionalChunks?.Where(chunk => request.DocumentIds?.Contains(chunk.DocumentId) != false).ToList() ?? [];
        if (additional.Count == 0)
        {
            return keywords.Terms;
        }

        var found = AdditionalKeywords.Search(additional, keywords, _matcher, _keywordOptions);
        foreach (var (i, chunk) in additional.Index())
        {
            chunks[chunk.Key] = chunk;
            scores[chunk.Key] = found.Scores[i];
        }

        return found.Terms;
    }

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

    [LoggerMessage(LogLevel.Warning, "The question is searched by keywords alone. {Reason}")]
    private partial void LogKeywordsAlone(string reason);

    private sealed record Search(QuestionAnalysis Question, Dictionary<string, double> Keywords);
}
