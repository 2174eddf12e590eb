using BotQA.Training.Data;

namespace BotQA.Training.Training;

/// <summary>Turns questions into training examples.</summary>
internal sealed class ExampleBuilder(TextEncoder encoder)
{
    private const int LongestAnswer = 40;
    private const double MajorityShare = 0.7;
    private const double WithoutQuestionMark = 0.15;

    /// <summary>
    /// The question with a window of its passage that holds one annotator's answer: mostly the one that several gave, where several did.
    /// Null where no answer can be mapped to tokens or fits the window.
    /// </summary>
    public ReaderExample? Answerable(QaQuestion question, Random random)
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
        var room = ReaderExample.Room(asked);
        if (span.Length > room)
        {
            return null;
        }

        var earliest = Math.Max(0, span.Last - room + 1);
        var latest = Math.Max(earliest, Math.Min(span.First, passage.Length - room));
        return ReaderExample.Of(asked, passage, random.Next(earliest, latest + 1), span);
    }

    /// <summary>The question with a window of a passage that doesn't answer it.</summary>
    public ReaderExample Unanswerable(string question, QaParagraph paragraph, Random random)
    {
        var asked = Encode(question, random);
        var latest = Math.Max(0, paragraph.Encoded.Length - ReaderExample.Room(asked));
        return ReaderExample.Of(asked, paragraph.Encoded, random.Next(latest + 1), answer: null);
    }

    private EncodedText Encode(string question, Random random)
    {
        var text = question.Trim();
        return encoder.Encode(random.NextDouble() < WithoutQuestionMark ? text.TrimEnd('?') : text);
    }
}
