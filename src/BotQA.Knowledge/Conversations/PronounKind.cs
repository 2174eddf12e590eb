namespace BotQA.Knowledge.Conversations;

/// <summary>What a pronoun can stand for.</summary>
internal enum PronounKind
{
    /// <summary>He, she.</summary>
    Person,

    /// <summary>It.</summary>
    Thing,

    /// <summary>They.</summary>
    Several,

    /// <summary>There.</summary>
    Place,

    /// <summary>This city, those fees; or this and that alone.</summary>
    Pointed,
}
