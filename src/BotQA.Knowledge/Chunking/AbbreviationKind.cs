namespace BotQA.Knowledge.Chunking;

/// <summary>How likely a sentence ends after an abbreviation.</summary>
internal enum AbbreviationKind
{
    /// <summary>It is none.</summary>
    None,

    /// <summary>Never: something it belongs to follows ("Mr.", "e.g.").</summary>
    Inner,

    /// <summary>Not before a number ("No. 5", "Fig. 2").</summary>
    Numbered,

    /// <summary>A letter for a name ("J.").</summary>
    Initial,

    /// <summary>A time of day ("a.m.").</summary>
    Time,

    /// <summary>Mostly ("etc.").</summary>
    Ending,

    /// <summary>If a word follows that often begins a sentence ("U.S.", "Inc.").</summary>
    Either,
}
