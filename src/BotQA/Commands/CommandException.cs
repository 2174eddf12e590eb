namespace BotQA.Commands;

/// <summary>A command failed for a reason the user can do something about; the message says what.</summary>
internal sealed class CommandException(string message, Exception? innerException = null) : Exception(message, innerException);
