namespace BotQA.Knowledge.Answering;

/// <summary>The kind of thing a question asks for.</summary>
public enum AnswerType
{
    /// <summary>Nothing more specific is known.</summary>
    Other,

    /// <summary>A person or an organisation: who, whom, whose.</summary>
    Person,

    /// <summary>A place: where, which country.</summary>
    Place,

    /// <summary>A point in time: when, what year.</summary>
    Date,

    /// <summary>A length of time: how long.</summary>
    Duration,

    /// <summary>A number, an amount or a share: how many, how much, how old.</summary>
    Number,

    /// <summary>A cause: why, how come.</summary>
    Reason,

    /// <summary>Confirmation: is, did, can.</summary>
    YesNo,
}
