namespace BotQA.Evaluation.Sets;

/// <summary>An evaluation set that can't be used; the message names the file, the line and the remedy.</summary>
internal sealed class EvaluationSetException(string message, Exception? innerException = null) : Exception(message, innerException);
