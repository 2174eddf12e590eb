using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Reading;

namespace BotQA.Evaluation;

/// <summary>How a set is asked.</summary>
internal sealed record EvaluationOptions
{
    /// <summary>Whether each question searches its own documents alone instead of the whole corpus.</summary>
    public bool Given { get; init; }

    /// <summary>Another set whose questions this corpus can't answer, asked to see whether the confidence tells; null for none.</summary>
    public EvaluationSet? Unanswerable { get; init; }

    /// <summary>Whether each question follows one about other documents, which it has nothing to do with, instead of its own history.</summary>
    public bool UnrelatedHistory { get; init; }

    /// <summary>How many questions are under way at once, at least 1.</summary>
    public int Parallelism { get; init; } = 2;

    /// <summary>Lets the reader finish: an evaluation measures answers, which mustn't depend on how busy the machine is.</summary>
    public static void AllowTimeToRead(SpanReaderOptions options)
    {
        options.TimeBudget = TimeSpan.FromMinutes(5);
        options.Threads = 1;
    }
}
