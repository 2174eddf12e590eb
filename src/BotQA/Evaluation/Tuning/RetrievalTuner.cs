using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Evaluation.Tuning;

/// <summary>Tunes the shares of the stages' scores by coordinate ascent over candidates that were measured once.</summary>
internal sealed class RetrievalTuner
{
    private static readonly double[] Steps = [0.1, 0.05, 0.02, 0.01];
    private readonly List<(string Set, List<Measured> Questions)> _sets = [];

    /// <summary>Measures all candidates of a set's judged questions.</summary>
    public async Task AddAsync(TuningKnowledge knowledge, CancellationToken cancellationToken)
    {
        var questions = knowledge.Set.Questions.Where(question => question.Documents.Values.Any(grade => grade > 0)).ToList();
        var measured = await TuningKnowledge.ForEachAsync(questions, async (question, token) =>
        {
            var result = await knowledge.Retriever.RetrieveAsync(question.Question, cancellationToken: token);
            return new Measured(question, [.. result.Passages.Select(p => p.Chunk.DocumentId)], [.. result.Passages.Select(p => p.Scores)]);
        }, cancellationToken);
        _sets.Add((knowledge.Set.Name, [.. measured]));
    }

    /// <summary>The best weights found from the given ones.</summary>
    public RetrievalWeights Tune(RetrievalWeights start)
    {
        double[] best = [start.Keyword, start.Vector, start.Sentence, start.Window];
        var objective = Objective(best);
        foreach (var step in Steps)
        {
            for (var improved = true; improved;)
            {
                improved = false;
                for (var i = 0; i < best.Length; i++)
                {
                    foreach (var change in (double[])[-step, step])
                    {
                        var tried = (double[])best.Clone();
                        tried[i] = Math.Clamp(tried[i] + change, 0, 1);
                        if (Objective(tried) is var value && value > objective + 1e-6)
                        {
                            (best, objective, improved) = (tried, value, true);
                        }
                    }
                }
            }
        }

        return ToWeights(best, start.ContextTerm);
    }

    /// <summary>hit@1, hit@5, MRR@10 and nDCG@10 of each set.</summary>
    public IEnumerable<RankingReport> Report(RetrievalWeights weights) =>
        _sets.Select(set => RankingReport.Of(set.Set, set.Questions.ConvertAll(question => (question.Question, question.Rank(weights)))));

    private double Objective(double[] weights) => Report(ToWeights(weights, contextTerm: 1)).Average(report => report.Objective);

    private static RetrievalWeights ToWeights(double[] values, double contextTerm)
    {
        var total = values.Sum();
        return new RetrievalWeights
        {
            Keyword = values[0] / total,
            Vector = values[1] / total,
            Sentence = values[2] / total,
            Window = values[3] / total,
            ContextTerm = contextTerm,
        };
    }

    private sealed record Measured(EvaluationQuestion Question, IReadOnlyList<string> Documents, IReadOnlyList<PassageScores> Scores)
    {
        public IReadOnlyList<string> Rank(RetrievalWeights weights) =>
            [.. ScoreFusion.Fuse(Scores, weights, RetrievalMode.Hybrid, depth: 100).Zip(Documents)
                .OrderByDescending(pair => pair.First).Select(pair => pair.Second).Distinct().Where(id => id != Question.Id).Take(RankingReport.Depth)];
    }
}
