namespace BotQA.Bot;

/// <summary>What an example asks for, the most telling kinds first.</summary>
internal enum ExampleKind
{
    /// <summary>How long something lasts.</summary>
    Duration,

    /// <summary>Who somebody is, or did something.</summary>
    Person,

    /// <summary>How many, how much, how tall.</summary>
    Quantity,

    /// <summary>When something was done.</summary>
    Date,

    /// <summary>What something is.</summary>
    Definition,

    /// <summary>How something is done.</summary>
    Instruction,

    /// <summary>What something needs, contains and the like.</summary>
    Property,

    /// <summary>What happened in a year.</summary>
    Year,

    /// <summary>What the documents say of a heading: never wrong, but stiff.</summary>
    Topic,
}
