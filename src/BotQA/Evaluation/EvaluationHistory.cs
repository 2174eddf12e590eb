using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Documents;

namespace BotQA.Evaluation;

/// <summary>What was said before the questions of a set, as conversations.</summary>
internal static class EvaluationHistory
{
    private const string User = "user";

    /// <summary>Each message of the user with what was said to it.</summary>
    public static ConversationHistory Of(IReadOnlyList<EvaluationTurn> turns)
    {
        var history = new List<ConversationTurn>();
        foreach (var (i, turn) in turns.Index().Where(turn => turn.Item.Role == User))
        {
            history.Add(Turn(turn.Text, string.Join(' ', turns.Skip(i + 1).TakeWhile(next => next.Role != User).Select(next => next.Text))));
        }

        return history.Count == 0 ? ConversationHistory.Empty : new ConversationHistory(history);
    }

    /// <summary>
    /// For each question of a set, in order, a turn about something else: a question from the other half of the set, and the document that
    /// answers it, which has another title or, without titles, doesn't answer this one.
    /// </summary>
    public static IReadOnlyList<ConversationHistory> Unrelated(EvaluationSet set)
    {
        var documents = set.Documents.ToDictionary(document => document.Id, StringComparer.Ordinal);
        var answered = set.Questions
            .Select(question => (question.Question, Document: question.Documents.Where(judged => judged.Value > 0).Select(judged => documents.GetValueOrDefault(judged.Key)).FirstOrDefault()))
            .ToList();
        return [.. set.Questions.Select((question, i) => Enumerable.Range(i + (answered.Count / 2), answered.Count)
            .Select(other => answered[other % answered.Count])
            .Where(other => other.Document is { } document && !IsAbout(document, question, answered[i].Document))
            .Select(other => new ConversationHistory([Turn(other.Question, other.Document!.Text)]))
            .FirstOrDefault(ConversationHistory.Empty))];
    }

    private static bool IsAbout(Document document, EvaluationQuestion question, Document? relevant) =>
        question.Documents.ContainsKey(document.Id) || (document.Title.Length > 0 && document.Title == relevant?.Title);

    private static ConversationTurn Turn(string question, string reply) =>
        new() { Question = question, StandaloneQuestion = question, IsAnswered = reply.Length > 0, Text = reply };
}
