using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Evaluation.Tuning;

/// <summary>Tunes how much what was said before counts in the order of passages, over passages that were measured once.</summary>
internal sealed class ContextTuner
{
    private static readonly double[] Shares = [.. Enumerable.Range(0, 15).Select(i => 0.05 * i)];
    private readonly List<Measured> _own = [];
    private readonly List<Measured> _unrelated = [];

    /// <summary>Measures the passages of a set's judged questions: those with a history after that, the others after a turn they have nothing to do with.</summary>
    public async Task AddAsync(TuningKnowledge knowledge, CancellationToken cancellationToken)
    {
        var judged = knowledge.Set.Questions.Where(question => question.Answerable != false && question.Documents.Values.Any(grade => grade > 0)).ToLookup(question => question.History.Count > 0);
        _own.AddRange(await MeasureAsync(knowledge, [.. judged[true]], [.. judged[true].Select(question => EvaluationHistory.Of(question.History))], cancellationToken));
        var alone = knowledge.Set with { Questions = [.. judged[false]] };
        _unrelated.AddRange(await MeasureAsync(knowledge, alone.Questions, EvaluationHistory.Unrelated(alone), cancellationToken));
    }

    /// <summary>The share that is best for the questions with a history at even positions, and costs those that need none at most half a point.</summary>
    public RetrievalWeights Tune()
    {
        var alone = Report(new RetrievalWeights { Context = 0 }).UnrelatedHit1;
        return Shares.Select(share => new RetrievalWeights { Context = share })
            .Where(weights => Report(weights).UnrelatedHit1 >= alone - 0.005)
            .MaxBy(weights => Report(weights).Even)!;
    }

    /// <summary>Mean nDCG@5 of the questions with a history at even and at odd positions, and hit@1 of those without one after an unrelated turn.</summary>
    public (double Even, double Odd, double UnrelatedHit1) Report(RetrievalWeights weights)
    {
        return (
            _own.Where((_, i) => i % 2 == 0).Select(measured => Ndcg(measured, weights)).DefaultIfEmpty().Average(),
            _own.Where((_, i) => i % 2 == 1).Select(measured => Ndcg(measured, weights)).DefaultIfEmpty().Average(),
            _unrelated.Select(measured => Metrics.RankingMetrics.HitAt(1, measured.Rank(weights), measured.Question.Documents)).DefaultIfEmpty().Average());
    }

    private static double Ndcg(Measured measured, RetrievalWeights weights) => Metrics.RankingMetrics.NdcgAt(5, measured.Rank(weights), measured.Question.Documents);

    private static async Task<IReadOnlyList<Measured>> MeasureAsync(
        TuningKnowledge knowledge, IReadOnlyList<EvaluationQuestion> questions, IReadOnlyList<ConversationHistory> histories, CancellationToken cancellationToken)
    {
        var history = questions.Zip(histories).ToDictionary(pair => pair.First.Id, pair => pair.Second);
        return await TuningKnowledge.ForEachAsync(questions, async (question, token) =>
        {
            var standalone = await knowledge.Rewriter.RewriteAsync(question.Question, history[question.Id], token);
            var found = await knowledge.Retriever.RetrieveAsync(standalone.Text, new RetrievalRequest { Context = standalone.Context }, token);
            return new Measured(question, found.ContextSimilarity, [.. found.Passages.Select(passage => passage.Chunk.DocumentId)], [.. found.Passages.Select(passage => passage.Scores)]);
        }, cancellationToken);
    }

    private sealed record Measured(EvaluationQuestion Question, double? Similarity, IReadOnlyList<string> Documents, IReadOnlyList<PassageScores> Scores)
    {
        public IReadOnlyList<string> Rank(RetrievalWeights weights)
        {
            var share = Similarity is { } similarity ? weights.ContextShare(similarity) : 0;
            return [.. ScoreFusion.Fuse(Scores, weights, RetrievalMode.Hybrid, depth: 100)
                .Select((score, i) => (Score: ((1 - share) * score) + (share * (Scores[i].Context ?? 0)), Document: Documents[i]))
                .OrderByDescending(passage => passage.Score).Select(passage => passage.Document).Distinct().Take(RankingReport.Depth)];
        }
    }
}
