using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Answering;

/// <summary>Finds the exact answer in the text around it.</summary>
internal static class AnswerHighlight
{
    // What is most of a text doesn't stand out from it.
    private const double LargestShare = 0.6;

    /// <summary>The first place in <paramref name="text"/> where <paramref name="answer"/> stands as whole words.</summary>
    public static TextSpan? Find(string text, string answer)
    {
        if (answer.Length == 0 || answer.Length > LargestShare * text.Length)
        {
            return null;
        }

        for (var start = text.IndexOf(answer, StringComparison.Ordinal); start >= 0; start = text.IndexOf(answer, start + 1, StringComparison.Ordinal))
        {
            var end = start + answer.Length;
            if (IsBoundary(text, start) && IsBoundary(text, end))
            {
                return new TextSpan(start, end);
            }
        }

        return null;
    }

    private static bool IsBoundary(string text, int position) =>
        position == 0 || position == text.Length || !(char.IsLetterOrDigit(text[position - 1]) && char.IsLetterOrDigit(text[position]));
}
