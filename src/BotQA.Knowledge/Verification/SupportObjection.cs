namespace BotQA.Knowledge.Verification;

/// <summary>Why a sentence isn't supported by what it cites.</summary>
public enum SupportObjection
{
    /// <summary>It cites nothing, or only passages that were not shown.</summary>
    NoCitation,

    /// <summary>The cited passages don't say what it says.</summary>
    NotStated,

    /// <summary>A number or a date in it doesn't occur in what it cites, or stands with something else there.</summary>
    Number,

    /// <summary>A name or an address in it doesn't occur in what it cites, or plays another part there.</summary>
    Name,

    /// <summary>It denies what the passage says, or says what the passage denies.</summary>
    Negation,

    /// <summary>It says the opposite of the passage by another word.</summary>
    Opposite,

    /// <summary>It rests on passages of which it is unlikely that they answer the question.</summary>
    Unlikely,
}
