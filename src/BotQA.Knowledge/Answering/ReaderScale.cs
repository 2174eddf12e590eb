using BotQA.Knowledge.Reading;

namespace BotQA.Knowledge.Answering;

/// <summary>Brings the reader's scores, unbounded log-likelihood ratios, into the range of the other evidence.</summary>
internal static class ReaderScale
{
    // Beyond this a score says no more: the reader is as sure as it can be.
    private const double Limit = 20;
    private const double Unit = 10;

    // What the passages that there was no time for count as: they were the least promising ones, so most likely no answer.
    private const double Unread = -10;

    /// <summary>The score of an answer as a feature, -2 to 2.</summary>
    /// <param name="answer">The answer; null for what wasn't read.</param>
    public static double Feature(SpanReading? answer) => Math.Clamp(answer?.Score ?? Unread, -Limit, Limit) / Unit;
}
