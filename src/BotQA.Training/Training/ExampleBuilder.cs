using BotQA.Knowledge.Reading;
using BotQA.Training.Data;
using BotQA.Training.Unanswerable;

namespace BotQA.Training.Training;

/// <summary>Turns questions into training examples of at most so many tokens.</summary>
internal sealed class ExampleBuilder(TextEncoder encoder)
{
    private const int LongestAnswer = 40;
    private const double MajorityShare = 0.7;
    private const double WithoutQuestionMark = 0.15;

    /// <summary>
    /// The question with a window of its passage that holds one annotator's answer: mostly the one that several gave, where several did.
    /// Null where no answer can be mapped to tokens or fits the window.
    /// </summary>
    public ReaderExample? Answerable(QaQuestion question, int maxTokens, Random random)
    {
        var spans = question.Answers.Select(a => a.Tokens).OfType<TokenSpan>().ToList();
        if (spans.Count == 0)
        {
            return null;
        }

        var (favourite, votes) = spans.CountBy(s => s).MaxBy(s => s.Value);
        var span = votes > 1 && random.NextDouble() < MajorityShare ? favourite : spans[random.Next(spans.Count)];
        span = span.Length > LongestAnswer ? spans.MinBy(s => s.Length) : span;
        var asked = Encode(question.Text, random);
        var passage = question.Paragraph.Encoded;
        var room = ReaderWindow.Room(asked.Length, maxTokens);
        return span.Length > room ? null : ReaderExample.Of(asked, passage, WindowAround(span, passage, room, random), span, maxTokens);
    }

    /// <summary>
    /// The pair's question with a window of its passage, which doesn't answer it: around the answer of the question that it was made
    /// from, where there is one, else anywhere.
    /// </summary>
    public ReaderExample Unanswerable(UnanswerablePair pair, int maxTokens, Random random)
    {
        var asked = Encode(pair.Question, random);
        var passage = pair.Paragraph.Encoded;
        var room = ReaderWindow.Room(asked.Length, maxTokens);
        var start = pair.NearAnswer is { } near && near.Length <= room
            ? WindowAround(near, passage, room, random)
            : random.Next(Math.Max(0, passage.Length - room) + 1);
        return ReaderExample.Of(asked, passage, start, answer: null, maxTokens);
    }

    private static int WindowAround(TokenSpan span, EncodedText passage, int room, Random random)
    {
        var earliest = Math.Max(0, span.Last - room + 1);
        var latest = Math.Max(earliest, Math.Min(span.First, passage.Length - room));
        return random.Next(earliest, latest + 1);
    }

    private EncodedText Encode(string question, Random random)
    {
        var text = question.Trim();
        return encoder.Encode(random.NextDouble() < WithoutQuestionMark ? text.TrimEnd('?') : text);
    }
}
