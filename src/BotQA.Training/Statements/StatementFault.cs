namespace BotQA.Training.Statements;

/// <summary>What was done to a statement so that its passage doesn't support it.</summary>
internal enum StatementFault
{
    /// <summary>A name, place, date or number of somewhere else, or a verb's opposite.</summary>
    Foreign,

    /// <summary>A name or number that the passage has, in the place of another.</summary>
    Exchanged,

    /// <summary>Two names of the statement have changed places.</summary>
    Roles,

    /// <summary>A negation added or taken away.</summary>
    Negation,

    /// <summary>A word became its opposite.</summary>
    Opposite,

    /// <summary>A word became another of its kind.</summary>
    Sister,

    /// <summary>Something was added that the passage doesn't say.</summary>
    Added,

    /// <summary>The beginning of one sentence with the end of another.</summary>
    Merged,
}
