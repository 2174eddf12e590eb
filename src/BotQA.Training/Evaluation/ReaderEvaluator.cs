using BotQA.Training.Data;
using BotQA.Training.Unanswerable;

namespace BotQA.Training.Evaluation;

/// <summary>Measures a reader on held-out questions: answers with the passage given, and each kind of unanswerable example.</summary>
internal sealed class ReaderEvaluator
{
    private const int Seed = 77;

    private static readonly UnanswerableKind[] Kinds =
        [UnanswerableKind.SameArticle, UnanswerableKind.OtherPassage, UnanswerableKind.Swapped, UnanswerableKind.Negated];

    private readonly List<(string Set, List<QaQuestion> Questions, Dictionary<UnanswerableKind, List<UnanswerablePair>> Unanswerable)> _sets = [];

    /// <summary>Draws at most <paramref name="perSet"/> questions of each set, the same ones every time.</summary>
    public ReaderEvaluator(IEnumerable<QaSet> heldOut, int perSet)
    {
        foreach (var set in heldOut.Where(s => s.Questions.Count > 0))
        {
            var random = new Random(Seed);
            var shuffled = set.Questions.ToArray();
            random.Shuffle(shuffled);
            var questions = shuffled.Take(perSet).ToList();
            var maker = new UnanswerableQuestions(set);
            var made = Kinds.ToDictionary(k => k, k => questions.Select(q => maker.Make(q, k, random)).OfType<UnanswerablePair>().ToList());
            _sets.Add((set.Name, questions, made));
        }
    }

    public IEnumerable<SetReport> Evaluate(ISpanPredictor predictor)
    {
        foreach (var (set, questions, unanswerable) in _sets)
        {
            var predictions = predictor.Predict([.. questions.Select(q => (q.Text, q.Paragraph))]);
            var scores = questions.Zip(predictions, (q, p) => AnswerScore.Of(p?.Text ?? "", q.Answers)).ToList();
            var positives = Scores(predictions);
            var kinds = unanswerable.Where(u => u.Value.Count > 0).ToDictionary(
                u => u.Key,
                u => (RankStatistics.Auroc(positives, Scores(predictor.Predict([.. u.Value.Select(p => (p.Question, p.Paragraph))]))), u.Value.Count));
            yield return new SetReport(set, questions.Count, 100 * scores.Average(s => s.ExactMatch), 100 * scores.Average(s => s.F1), kinds);
        }
    }

    private static double[] Scores(IEnumerable<SpanPrediction?> predictions) => [.. predictions.OfType<SpanPrediction>().Select(p => p.Score)];
}
