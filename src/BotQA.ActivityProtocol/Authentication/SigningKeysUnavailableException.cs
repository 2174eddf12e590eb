namespace BotQA.ActivityProtocol.Authentication;

/// <summary>An issuer's keys could not be fetched, so that no token of it can be checked now.</summary>
internal sealed class SigningKeysUnavailableException(string message, Exception? innerException) : Exception(message, innerException);
