using BotQA.Evaluation.Metrics;
using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Evaluation.Tuning;

/// <summary>Collects examples for the model of the confidence.</summary>
internal static class ConfidenceTuner
{
    /// <summary>Asks a corpus its own questions, those of other sets, and its own again without the documents that answer them.</summary>
    /// <param name="knowledge">The indexed corpus.</param>
    /// <param name="others">Questions of other sets.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<IReadOnlyList<ConfidenceExample>> CollectAsync(
        TuningKnowledge knowledge, IReadOnlyList<EvaluationQuestion> others, CancellationToken cancellationToken)
    {
        var own = knowledge.Set.Questions.Where(question => question.Answerable != false && question.Documents.Values.Any(grade => grade > 0)).ToList();
        var ids = knowledge.Set.Documents.Select(document => document.Id).ToList();
        var texts = knowledge.Set.Documents.ToDictionary(document => document.Id, document => document.Text, StringComparer.Ordinal);
        var examples = new List<ConfidenceExample?>();
        examples.AddRange(await AskAsync(own, ConfidenceExampleKind.Answerable, _ => null));
        examples.AddRange(await AskAsync(others, ConfidenceExampleKind.OutOfCorpus, _ => null));
        examples.AddRange(await AskAsync([.. own.Where((_, i) => i % 3 == 0)], ConfidenceExampleKind.SameTopic, question =>
            ids.Where(id => question.Documents.GetValueOrDefault(id) <= 0 && QuoteMetrics.ContainsAnswer(texts[id], question.Answers) == 0).ToHashSet()));
        return [.. examples.OfType<ConfidenceExample>()];

        Task<IReadOnlyList<ConfidenceExample?>> AskAsync(
            IReadOnlyList<EvaluationQuestion> questions, ConfidenceExampleKind kind, Func<EvaluationQuestion, IReadOnlyCollection<string>?> documents) =>
            TuningKnowledge.ForEachAsync(questions, async (question, token) =>
            {
                var request = new RetrievalRequest { DocumentIds = documents(question) };
                var retrieval = await knowledge.RetrieveAsync(question.Question, request, token);
                var ranked = knowledge.Ranker.Rank(retrieval);
                return ranked.Count == 0 || !knowledge.Fits(retrieval) ? null : new ConfidenceExample(ConfidenceFeatures.Extract(retrieval, ranked, knowledge.Matcher), kind);
            }, cancellationToken);
    }
}
