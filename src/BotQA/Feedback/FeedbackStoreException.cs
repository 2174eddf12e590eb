namespace BotQA.Feedback;

/// <summary>Feedback can't be stored or read; the message names the file and what to do.</summary>
internal sealed class FeedbackStoreException(string message, Exception innerException) : Exception(message, innerException);
