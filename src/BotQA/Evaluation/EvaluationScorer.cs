using BotQA.Evaluation.Metrics;
using BotQA.Evaluation.Sets;

namespace BotQA.Evaluation;

/// <summary>Scores a run.</summary>
internal static class EvaluationScorer
{
    public static EvaluationReport Score(EvaluationRun run)
    {
        var outcomes = run.Outcomes;
        var answerable = outcomes.Where(o => o.Question.Answerable == true).ToList();
        var unanswerable = outcomes.Where(o => o.Question.Answerable == false).ToList();
        IReadOnlyList<QuestionOutcome> negatives = [.. unanswerable, .. run.OutOfCorpus];
        var judged = outcomes.Where(o => o.Question is { Answerable: not false, Documents.Count: > 0 }).ToList();
        var withAnswers = answerable.Where(o => o.Question.Answers.Count > 0).ToList();
        IReadOnlyList<QuestionOutcome> squad = [.. withAnswers, .. unanswerable];
        var quoted = outcomes.Where(o => o.Question is { Answerable: not false, Quotes.Count: > 0 }).ToList();
        var texts = run.Set.Documents.ToDictionary(d => d.Id, d => d.Text, StringComparer.Ordinal);
        var times = outcomes.Concat(run.OutOfCorpus).Select(o => o.Answer.Elapsed.TotalMilliseconds).Order().ToList();
        return new EvaluationReport
        {
            Set = run.Set.Name,
            Given = run.Options.Given,
            Documents = run.Ingestion.Documents,
            Chunks = run.Ingestion.Chunks,
            Failures = run.Ingestion.Failures.Count,
            Questions = outcomes.Count,
            Answerable = answerable.Count,
            Unanswerable = unanswerable.Count,
            OutOfCorpus = run.OutOfCorpus.Count,
            Judged = judged.Count,
            HasAnswers = withAnswers.Count,
            HasQuotes = quoted.Count,
            HitAt1 = Mean(judged, o => RankingMetrics.HitAt(1, o.Retrieved, o.Question.Documents)),
            HitAt5 = Mean(judged, o => RankingMetrics.HitAt(5, o.Retrieved, o.Question.Documents)),
            MrrAt10 = Mean(judged, o => RankingMetrics.ReciprocalRankAt(10, o.Retrieved, o.Question.Documents)),
            NdcgAt5 = Mean(judged, o => RankingMetrics.NdcgAt(5, o.Retrieved, o.Question.Documents)),
            NdcgAt10 = Mean(judged, o => RankingMetrics.NdcgAt(10, o.Retrieved, o.Question.Documents)),
            Em = Mean(squad, o => SquadMetrics.ExactMatch(Given(o), o.Question.Answers)),
            F1 = Mean(squad, o => SquadMetrics.F1(Given(o), o.Question.Answers)),
            HasAnswerEm = Mean(withAnswers, o => SquadMetrics.ExactMatch(Given(o), o.Question.Answers)),
            HasAnswerF1 = Mean(withAnswers, o => SquadMetrics.F1(Given(o), o.Question.Answers)),
            ForcedEm = Mean(withAnswers, o => SquadMetrics.ExactMatch(Forced(o), o.Question.Answers)),
            ForcedF1 = Mean(withAnswers, o => SquadMetrics.F1(Forced(o), o.Question.Answers)),
            QuoteAccuracy = Mean(quoted, CitesGold),
            ForcedQuoteAccuracy = Mean(quoted, o => o.Answered ? CitesGold(o) : CandidateCitesGold(o, texts)),
            AnswerInQuote = Mean(withAnswers, o => QuoteMetrics.ContainsAnswer(FirstQuote(o), o.Question.Answers)),
            ForcedAnswerInQuote = Mean(withAnswers, o => QuoteMetrics.ContainsAnswer(o.Answered ? FirstQuote(o) : o.Answer.Candidate?.Quote ?? "", o.Question.Answers)),
            Answered = Mean(outcomes, o => o.Answered ? 1 : 0) ?? 0,
            AnsweredAnswerable = Mean(answerable, o => o.Answered ? 1 : 0),
            AnsweredUnanswerable = Mean(negatives, o => o.Answered ? 1 : 0),
            Auroc = RocCurve.Area(answerable.Select(o => o.Answer.Confidence), negatives.Select(o => o.Answer.Confidence)),
            MeanMs = times.DefaultIfEmpty().Average(),
            MedianMs = Median(times),
            P95Ms = times.Count == 0 ? 0 : times[(int)Math.Ceiling(0.95 * times.Count) - 1],
            Parallelism = run.Options.Parallelism,
            IndexingSeconds = run.IndexingTime.TotalSeconds,
        };
    }

    private static double? Mean(IReadOnlyCollection<QuestionOutcome> outcomes, Func<QuestionOutcome, double> measure) =>
        outcomes.Count > 0 ? outcomes.Average(measure) : null;

    private static double Median(List<double> sorted) =>
        sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static string Given(QuestionOutcome outcome) => outcome.Answered ? outcome.Answer.ShortAnswer : "";

    private static string Forced(QuestionOutcome outcome) => outcome.Answered ? outcome.Answer.ShortAnswer : outcome.Answer.Candidate?.ShortAnswer ?? "";

    private static string FirstQuote(QuestionOutcome outcome) => outcome.Answer.Citations is [var first, ..] ? first.Quote : "";

    private static double CitesGold(QuestionOutcome outcome) =>
        outcome.Answer.Citations is [var first, ..] ? QuoteMetrics.Overlaps(first.DocumentId, [first.Span], outcome.Question.Quotes) : 0;

    private static double CandidateCitesGold(QuestionOutcome outcome, Dictionary<string, string> texts) =>
        outcome.Answer.Candidate is { } candidate && texts.TryGetValue(candidate.DocumentId, out var text)
            ? QuoteMetrics.Overlaps(candidate.DocumentId, TextSearch.FindAll(text, candidate.Quote), outcome.Question.Quotes)
            : 0;
}
