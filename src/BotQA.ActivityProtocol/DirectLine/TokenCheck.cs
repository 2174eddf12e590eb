namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>How the check of a token ended.</summary>
internal enum TokenCheck
{
    /// <summary>It is good.</summary>
    Valid,

    /// <summary>It was good once.</summary>
    Expired,

    /// <summary>It isn't one of ours.</summary>
    Invalid,
}
