namespace BotQA.Evaluation.Metrics;

/// <summary>Measures of one ranking of distinct documents, best first, against graded judgements. Each is 0 to 1; unjudged documents have grade 0.</summary>
internal static class RankingMetrics
{
    /// <summary>1 when one of the first <paramref name="depth"/> documents is relevant (grade above 0), else 0.</summary>
    public static double HitAt(int depth, IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> grades) =>
        ranking.Take(depth).Any(d => grades.GetValueOrDefault(d) > 0) ? 1 : 0;

    /// <summary>The reciprocal rank of the first relevant document among the first <paramref name="depth"/>, or 0 without one.</summary>
    public static double ReciprocalRankAt(int depth, IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> grades)
    {
        foreach (var (index, document) in ranking.Take(depth).Index())
        {
            if (grades.GetValueOrDefault(document) > 0)
            {
                return 1.0 / (index + 1);
            }
        }

        return 0;
    }

    /// <summary>
    /// Normalised discounted cumulative gain as trec_eval's <c>ndcg_cut</c> has it: the gain is the grade, the discount at rank r is
    /// log2(r + 1), and the ideal ranking holds all judged documents. 0 when no document is relevant.
    /// </summary>
    public static double NdcgAt(int depth, IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> grades)
    {
        var ideal = Dcg(grades.Values.Where(g => g > 0).OrderDescending().Take(depth));
        return ideal > 0 ? Dcg(ranking.Take(depth).Select(d => Math.Max(0, grades.GetValueOrDefault(d)))) / ideal : 0;
    }

    private static double Dcg(IEnumerable<int> gains) => gains.Index().Sum(g => g.Item / Math.Log2(g.Index + 2));
}
