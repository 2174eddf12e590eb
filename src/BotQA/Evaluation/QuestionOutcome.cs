using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Answering;

namespace BotQA.Evaluation;

/// <summary>A question and what became of it.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Retrieved">The distinct documents found, best first, at most 10.</param>
internal sealed record QuestionOutcome(EvaluationQuestion Question, Answer Answer, IReadOnlyList<string> Retrieved)
{
    public bool Answered => Answer.Status == AnswerStatus.Answered;
}
