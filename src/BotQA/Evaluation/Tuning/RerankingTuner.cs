using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Answering;

namespace BotQA.Evaluation.Tuning;

/// <summary>Tunes how the reader's scores join retrieval's, by trying a grid over passages that were read once.</summary>
internal sealed class RerankingTuner
{
    private static readonly double[] Shares = [.. Enumerable.Range(0, 15).Select(i => 0.05 * i)];
    private static readonly double[] Midpoints = [-8, -6, -4, -2, 0, 2, 4];
    private static readonly double[] Widths = [1, 2, 3, 4, 6, 8];
    private readonly List<(string Set, List<Read> Questions)> _sets = [];

    /// <summary>Retrieves and reads for a set's judged questions.</summary>
    public async Task AddAsync(TuningKnowledge knowledge, CancellationToken cancellationToken)
    {
        var questions = knowledge.Set.Questions.Where(question => question.Documents.Values.Any(grade => grade > 0)).ToList();
        var read = await TuningKnowledge.ForEachAsync(questions, async (question, token) =>
        {
            var found = await knowledge.Retriever.RetrieveAsync(question.Question, cancellationToken: token);
            var readings = knowledge.Reranker.Rerank(found, token).Passages.ToDictionary(passage => passage.Retrieved.Chunk.Key, passage => passage.Reading?.Best.Score);
            return new Read(question, [.. found.Passages.Select(passage => new Passage(passage.Chunk.DocumentId, passage.Score, readings[passage.Chunk.Key]))]);
        }, cancellationToken);
        _sets.Add((knowledge.Set.Name, [.. read]));
    }

    /// <summary>The best weights of the grid.</summary>
    public RerankingWeights Tune() =>
        (from share in Shares
         from midpoint in Midpoints
         from width in Widths
         select new RerankingWeights { Share = share, Midpoint = midpoint, Width = width }).MaxBy(weights => Report(weights).Average(report => report.Objective))!;

    /// <summary>The rankings of each set.</summary>
    public IEnumerable<RankingReport> Report(RerankingWeights weights) =>
        _sets.Select(set => RankingReport.Of(set.Set, set.Questions.ConvertAll(question => (question.Question, question.Rank(weights)))));

    private sealed record Passage(string Document, double Score, double? Reader);

    private sealed record Read(EvaluationQuestion Question, IReadOnlyList<Passage> Passages)
    {
        public IReadOnlyList<string> Rank(RerankingWeights weights) =>
            [.. Passages.OrderByDescending(passage => PassageReranker.Join(passage.Score, passage.Reader, weights))
                .Select(passage => passage.Document).Distinct().Where(id => id != Question.Id).Take(RankingReport.Depth)];
    }
}
