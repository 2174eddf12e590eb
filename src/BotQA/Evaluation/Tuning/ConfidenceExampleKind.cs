namespace BotQA.Evaluation.Tuning;

/// <summary>Whether a corpus answers a question, and if not, why.</summary>
internal enum ConfidenceExampleKind
{
    /// <summary>The corpus answers it.</summary>
    Answerable,

    /// <summary>The question is another corpus's.</summary>
    OutOfCorpus,

    /// <summary>The documents that answer it were left out; others on the same topic are there.</summary>
    SameTopic,
}
