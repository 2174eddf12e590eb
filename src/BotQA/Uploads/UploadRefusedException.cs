namespace BotQA.Uploads;

/// <summary>A file is not taken; the message is a sentence that tells the user why and what to do.</summary>
internal sealed class UploadRefusedException(string message) : Exception(message);
