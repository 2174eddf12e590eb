namespace BotQA.ActivityProtocol.Inbox;

/// <summary>What a record of the journal says of an activity; the values are written to disk.</summary>
internal enum JournalRecordKind : byte
{
    /// <summary>It was accepted.</summary>
    Accepted = 1,

    /// <summary>A turn of it begins.</summary>
    Begun = 2,

    /// <summary>A number of messages went out.</summary>
    Replied = 3,

    /// <summary>Nothing is left to do; it is remembered so that it isn't accepted again.</summary>
    Completed = 4,
}
