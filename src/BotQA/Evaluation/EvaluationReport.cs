namespace BotQA.Evaluation;

/// <summary>
/// The measures of a run, as <c>eval --json</c> prints them. Shares are 0 to 1; a measure is null when no question of the set has
/// what it needs.
/// </summary>
internal sealed record EvaluationReport
{
    /// <summary>The name of the set.</summary>
    public required string Set { get; init; }

    /// <summary>Whether each question was asked of its own documents alone.</summary>
    public required bool Given { get; init; }

    /// <summary>Documents that could be searched.</summary>
    public required int Documents { get; init; }

    /// <summary>Their chunks.</summary>
    public required int Chunks { get; init; }

    /// <summary>Documents that couldn't be indexed.</summary>
    public required int Failures { get; init; }

    /// <summary>The set's questions that were asked.</summary>
    public required int Questions { get; init; }

    /// <summary>Of these, the ones known to be answerable.</summary>
    public required int Answerable { get; init; }

    /// <summary>Of these, the ones known not to be.</summary>
    public required int Unanswerable { get; init; }

    /// <summary>Questions of another set, which this corpus can't answer.</summary>
    public required int OutOfCorpus { get; init; }

    /// <summary>Questions with judged documents that count for the five measures below; those known to be unanswerable are not among them.</summary>
    public required int Judged { get; init; }

    /// <summary>Answerable questions with accepted answers.</summary>
    public required int HasAnswers { get; init; }

    /// <summary>Questions with gold quotes; those known to be unanswerable are not among them.</summary>
    public required int HasQuotes { get; init; }

    /// <summary>Share of the judged questions whose first document is relevant.</summary>
    public required double? HitAt1 { get; init; }

    /// <summary>Share of the judged questions with a relevant document among the first 5.</summary>
    public required double? HitAt5 { get; init; }

    /// <summary>Mean reciprocal rank of the first relevant document among the first 10.</summary>
    public required double? MrrAt10 { get; init; }

    /// <summary>Mean nDCG of the first 5 documents.</summary>
    public required double? NdcgAt5 { get; init; }

    /// <summary>Mean nDCG of the first 10 documents, BEIR's main measure.</summary>
    public required double? NdcgAt10 { get; init; }

    /// <summary>Exact match over the questions with accepted answers and the unanswerable ones, where only "not found" is right (SQuAD v2.0).</summary>
    public required double? Em { get; init; }

    /// <summary>F1 over the same questions.</summary>
    public required double? F1 { get; init; }

    /// <summary>Exact match over the questions with accepted answers alone.</summary>
    public required double? HasAnswerEm { get; init; }

    /// <summary>F1 over the questions with accepted answers alone.</summary>
    public required double? HasAnswerF1 { get; init; }

    /// <summary>Exact match over the questions with accepted answers if nothing were held back: the candidate counts where nothing was found.</summary>
    public required double? ForcedEm { get; init; }

    /// <summary>F1 if nothing were held back.</summary>
    public required double? ForcedF1 { get; init; }

    /// <summary>Share of the questions with gold quotes whose first citation overlaps one, in the same document.</summary>
    public required double? QuoteAccuracy { get; init; }

    /// <summary>The same if nothing were held back.</summary>
    public required double? ForcedQuoteAccuracy { get; init; }

    /// <summary>Share of the questions with accepted answers whose first citation contains one.</summary>
    public required double? AnswerInQuote { get; init; }

    /// <summary>The same if nothing were held back.</summary>
    public required double? ForcedAnswerInQuote { get; init; }

    /// <summary>Share of the set's questions that were answered.</summary>
    public required double Answered { get; init; }

    /// <summary>Share of the answerable questions that were answered.</summary>
    public required double? AnsweredAnswerable { get; init; }

    /// <summary>Share of the unanswerable and out-of-corpus questions that were answered all the same.</summary>
    public required double? AnsweredUnanswerable { get; init; }

    /// <summary>Area under the ROC curve of the confidence, answerable against unanswerable and out-of-corpus questions, ties half.</summary>
    public required double? Auroc { get; init; }

    /// <summary>Mean time from question to answer, in milliseconds.</summary>
    public required double MeanMs { get; init; }

    /// <summary>Median time from question to answer, in milliseconds.</summary>
    public required double MedianMs { get; init; }

    /// <summary>The time that 95% of the questions stayed within, in milliseconds.</summary>
    public required double P95Ms { get; init; }

    /// <summary>Questions under way at once while the times were taken.</summary>
    public required int Parallelism { get; init; }

    /// <summary>The time to index the corpus, in seconds.</summary>
    public required double IndexingSeconds { get; init; }
}
