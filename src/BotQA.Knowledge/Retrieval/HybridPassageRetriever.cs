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
    // How much more the words of the question count than those of its context.
    private const int QuestionRepetitions = 3;

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
        var chunks = new Dictionary<string, KnowledgeChunk>(StringComparer.Ordinal);
        var search = await SearchAsync(question, request, chunks, cancellationToken);
        var inContext = string.IsNullOrWhiteSpace(request?.Context)
            ? null
            : await SearchAsync(string.Join(' ', Enumerable.Repeat(question, QuestionRepetitions).Append(request.Context)), request, chunks, cancellationToken);

        KnowledgeChunk[] candidates = [.. chunks.Values];
        var measured = Array.ConvertAll(candidates, candidate => Measure(candidate, search));
        var scores = Fuse(measured);
        double? similarity = null;
        if (inContext is not null)
        {
            similarity = await SimilarityAsync(search, request!.Context!, cancellationToken);
            var share = _options.Weights.ContextShare(similarity.Value);
            var contextScores = Fuse(Array.ConvertAll(candidates, candidate => Measure(candidate, inContext)));
            measured = [.. measured.Zip(contextScores, (passage, score) => passage with { Context = score })];
            scores = [.. scores.Zip(contextScores, (alone, together) => ((1 - share) * alone) + (share * together))];
        }

        var ranked = candidates
            .Select((candidate, i) => new RetrievedPassage(candidate, scores[i], measured[i]))
            .OrderByDescending(passage => passage.Score)
            .ThenBy(passage => passage.Chunk.Key, StringComparer.Ordinal);
        return new RetrievalResult(search.Question, [.. WithoutDuplicates(ranked).Take(_options.Passages)]) { ContextSimilarity = similarity };
    }

    // By keywords alone nothing tells whether they belong together: then they are taken to.
    private async Task<double> SimilarityAsync(Search search, string context, CancellationToken cancellationToken)
    {
        if (search.Question.Embedding.IsEmpty)
        {
            return 1;
        }

        var embedding = await _embeddings.GenerateAsync(context, cancellationToken: cancellationToken);
        return TensorPrimitives.Dot(search.Question.Embedding.Span, embedding.Vector.Span);
    }

    private async Task<Search> SearchAsync(
        string query, RetrievalRequest? request, Dictionary<string, KnowledgeChunk> chunks, CancellationToken cancellationToken)
    {
        var embedding = _options.Mode == RetrievalMode.Keyword
            ? ReadOnlyMemory<float>.Empty
            : (await _embeddings.GenerateAsync(query, cancellationToken: cancellationToken)).Vector;
        var wanted = _options.Mode == RetrievalMode.Vector ? 0 : _options.Candidates;
        var words = QuestionWords.Blank(query);
        var keywords = await _keywords.SearchAsync(words, wanted, new KeywordSearchOptions { DocumentIds = request?.DocumentIds }, cancellationToken);
        await CollectAsync(keywords.Matches, embedding, request?.DocumentIds, chunks, cancellationToken);
        var scores = keywords.Matches.ToDictionary(match => match.Key, match => match.Score, StringComparer.Ordinal);
        var terms = AddAdditional(chunks, scores, request, keywords);
        return new Search(new QuestionAnalysis(query, _keywords.Analyze(words), terms, embedding), scores);
    }

    private double[] Fuse(PassageScores[] passages) => ScoreFusion.Fuse(passages, _options.Weights, _options.Mode, _options.Candidates);

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

    private sealed record Search(QuestionAnalysis Question, Dictionary<string, double> Keywords);
}
