using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Answering;

/// <summary>The names and numbers in a question: the words an answer can't do without.</summary>
internal static class QuestionNames
{
    /// <summary>The set of the question's terms that are written with a capital letter (but for the first word) or with a digit.</summary>
    public static ulong Of(QuestionAnalysis question)
    {
        var names = 0UL;
        var first = true;
        foreach (var token in question.Tokens)
        {
            var character = question.Text[token.Start];
            var isOpening = first && question.Text.AsSpan(0, token.Start).IndexOfAnyExcept(' ', '"') < 0;
            if ((char.IsUpper(character) && !isOpening) || char.IsDigit(character))
            {
                names |= question.BitOf(token.Term);
            }

            first = false;
        }

        return names;
    }
}
