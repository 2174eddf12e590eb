namespace BotQA.Postgres.Knowledge;

/// <summary>Another host writes the knowledge base now; nothing was changed.</summary>
internal sealed class WriterLostException() : Exception("Another host has taken over the writing of the knowledge base.");
