using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Answering;

/// <summary>The words of a question, to tell what a sentence repeats of it and what it adds.</summary>
internal sealed class QuestionPhrases
{
    private readonly HashSet<string> _words;
    private readonly HashSet<(string, string)> _pairs;

    public QuestionPhrases(string question)
    {
        var words = Words(question);
        _words = [.. words];
        _pairs = [.. words.Zip(words.Skip(1))];
    }

    /// <summary>The share of the question's pairs of neighbouring words that stand side by side in a sentence too, 0 to 1.</summary>
    public double Overlap(string sentence)
    {
        if (_pairs.Count == 0)
        {
            return 0;
        }

        var words = Words(sentence);
        return (double)words.Zip(words.Skip(1)).Distinct().Count(_pairs.Contains) / _pairs.Count;
    }

    /// <summary>Those of <paramref name="phrases"/> that say something the question doesn't.</summary>
    public IReadOnlyList<TextSpan> New(string sentence, IReadOnlyList<TextSpan> phrases) =>
        phrases.Count == 0 ? phrases : [.. phrases.Where(phrase => !Words(phrase.Of(sentence)).TrueForAll(_words.Contains))];

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }
}
