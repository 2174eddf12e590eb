namespace BotQA.Evaluation.Sets;

/// <summary>One turn of the conversation before a question.</summary>
/// <param name="Role">Who spoke: <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What was said.</param>
internal sealed record EvaluationTurn(string Role, string Text);
