using System.Globalization;
using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Answering;

/// <summary>Tells questions from other input, and has a friendly word for that.</summary>
internal static partial class QuestionGuard
{
    /// <summary>The longest question that is searched, in UTF-16 characters.</summary>
    public const int MaxLength = 2000;

    /// <summary>The reason not to search and what to say, or null for a question.</summary>
    public static (NotFoundReason Reason, string Reply)? Check(string question)
    {
        if (string.IsNullOrWhiteSpace(question))
        {
            return (NotFoundReason.Empty, "Please type a question, and I'll look for the answer in the documents.");
        }

        if (question.Length > MaxLength)
        {
            var length = question.Length.ToString("N0", CultureInfo.InvariantCulture);
            return (NotFoundReason.TooLong, $"Your question is {length} characters long. Please put it in at most {MaxLength.ToString("N0", CultureInfo.InvariantCulture)}; one or two sentences work best.");
        }

        if (!question.Any(char.IsLetterOrDigit))
        {
            return (NotFoundReason.NoWords, "I can answer questions that are written in words. Please type what you would like to know.");
        }

        if (GreetingPattern().IsMatch(question))
        {
            return (NotFoundReason.SmallTalk, "Hello! Ask me a question, and I'll answer it with the exact sentences of the documents.");
        }

        if (ThanksPattern().IsMatch(question))
        {
            return (NotFoundReason.SmallTalk, "You're welcome. Ask me anything else that the documents may answer.");
        }

        return FarewellPattern().IsMatch(question)
            ? (NotFoundReason.SmallTalk, "Goodbye! I'm here when you have another question.")
            : null;
    }

    [GeneratedRegex(@"^\W*(hi|hello|hey|hiya|greetings|good (morning|afternoon|evening|day)|howdy)(,?\s+(there|botqa|bot|everyone|all|again))?\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex GreetingPattern();

    [GeneratedRegex(@"^\W*(thanks?( you| u)?|thank you|many thanks|thx|cheers|great|perfect|ok(ay)?|(yes\W+)?(that['’]s|that is) (right|correct|great|helpful))(,?\s+(a lot|very much|so much|botqa|bot|again|for (that|your help|the help|the answer)))?\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex ThanksPattern();

    [GeneratedRegex(@"^\W*(bye|goodbye|good bye|see you( later| soon)?|farewell|good night)(,?\s+(botqa|bot))?\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex FarewellPattern();
}
