using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Answering;

/// <summary>Picks the shortest text that answers out of a sentence.</summary>
internal sealed class ShortAnswers(PassageMatcher matcher)
{
    // The distance, in characters, at which a word of the question counts half as much for a phrase as one beside it.
    private const double HalfDistance = 20;

    /// <summary>
    /// What the reader points at, the whole enumeration where several things are asked for. Without a reader, the phrase of the asked type
    /// that stands nearest to the question's words. The sentence where there is no such phrase, or where yes or no is asked for.
    /// </summary>
    public string Of(QuestionAnalysis question, SentenceCandidate candidate)
    {
        if (candidate.Reading is { Span: var span } && AnswerTypeClassifier.Classify(question.Text) != AnswerType.YesNo)
        {
            var shift = candidate.Span.Start - candidate.Passage.Chunk.Start;
            var answer = new TextSpan(span.Start - shift, span.End - shift);
            return (Enumerations.IsAskedBy(question.Text) ? Enumerations.Expand(candidate.Text, answer) : answer).Of(candidate.Text);
        }

        if (candidate.Phrases.Count == 0)
        {
            return candidate.Text;
        }

        var tokens = matcher.Tokens(candidate.Text);
        return candidate.Phrases.MaxBy(Closeness).Of(candidate.Text);

        double Closeness(TextSpan phrase) => tokens
            .Where(token => !phrase.Overlaps(new TextSpan(token.Start, token.End)))
            .Sum(token => question.ShareOf(question.BitOf(token.Term)) / (1 + (Distance(phrase, token.Start, token.End) / HalfDistance)));
    }

    private static int Distance(TextSpan phrase, int start, int end) => end <= phrase.Start ? phrase.Start - end : start - phrase.End;
}
