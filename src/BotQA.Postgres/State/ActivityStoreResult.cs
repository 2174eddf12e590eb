namespace BotQA.Postgres.State;

/// <summary>What became of an activity that was to be stored.</summary>
internal enum ActivityStoreResult
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>It was stored before.</summary>
    Known,

    /// <summary>Too many activities of its conversation wait.</summary>
    ConversationFull,

    /// <summary>Too many activities wait.</summary>
    Full,
}
