using BotQA.Evaluation.Metrics;
using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Answering;

namespace BotQA.Evaluation.Tuning;

/// <summary>Collects candidates for the model that ranks sentences: right are those that overlap a gold quote, or hold a gold answer in a relevant document.</summary>
internal static class SentenceTuner
{
    /// <summary>The questions that have a right candidate among others.</summary>
    public static async Task<IReadOnlyList<RankingGroup>> CollectAsync(TuningKnowledge knowledge, CancellationToken cancellationToken)
    {
        var questions = knowledge.Set.Questions.Where(question => question.Answerable != false && question.Answers.Count + question.Quotes.Count > 0).ToList();
        var groups = await TuningKnowledge.ForEachAsync(questions, async (question, token) =>
        {
            var retrieval = await knowledge.RetrieveAsync(question.Question, request: null, token);
            var candidates = knowledge.Fits(retrieval) ? knowledge.Ranker.Candidates(retrieval).ToList() : [];
            return new RankingGroup([.. candidates.Select(candidate => candidate.Features)], [.. candidates.Select(candidate => IsRight(question, candidate))]);
        }, cancellationToken);
        return [.. groups.Where(group => group.IsRight.Contains(true) && group.IsRight.Contains(false))];
    }

    private static bool IsRight(EvaluationQuestion question, SentenceCandidate candidate)
    {
        var document = candidate.Passage.Chunk.DocumentId;
        return question.Quotes.Count > 0
            ? question.Quotes.Any(quote => quote.DocumentId == document && quote.Span.Overlaps(candidate.Span))
            : question.Documents.GetValueOrDefault(document) > 0 && QuoteMetrics.ContainsAnswer(candidate.Text, question.Answers) > 0;
    }
}
