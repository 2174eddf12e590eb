using BotQA.Evaluation.Metrics;
using BotQA.Evaluation.Sets;

namespace BotQA.Evaluation.Tuning;

/// <summary>How well the documents of a set's questions were ranked.</summary>
internal sealed record RankingReport(string Set, bool IsGraded, double Hit1, double Hit5, double Mrr, double Ndcg)
{
    /// <summary>The documents of a ranking that count.</summary>
    public const int Depth = 10;

    /// <summary>What tuning raises: the mean of hit@1 and MRR@10, and nDCG@10 where several documents are judged.</summary>
    public double Objective => IsGraded ? Ndcg : (Hit1 + Mrr) / 2;

    public static RankingReport Of(string set, IReadOnlyList<(EvaluationQuestion Question, IReadOnlyList<string> Ranking)> questions) => new(
        set,
        questions.Any(q => q.Question.Documents.Count > 1),
        questions.Average(q => RankingMetrics.HitAt(1, q.Ranking, q.Question.Documents)),
        questions.Average(q => RankingMetrics.HitAt(5, q.Ranking, q.Question.Documents)),
        questions.Average(q => RankingMetrics.ReciprocalRankAt(Depth, q.Ranking, q.Question.Documents)),
        questions.Average(q => RankingMetrics.NdcgAt(Depth, q.Ranking, q.Question.Documents)));
}
