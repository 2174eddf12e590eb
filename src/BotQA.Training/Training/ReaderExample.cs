using BotQA.Training.Data;
using BotQA.Training.Model;

namespace BotQA.Training.Training;

/// <summary>
/// [CLS] question [SEP] window of the passage [SEP], with the tokens where the answer starts and ends (0, the [CLS], where it isn't here).
/// </summary>
internal sealed record ReaderExample(int[] Ids, int PassageStart, EncodedText Passage, int WindowStart, int Start, int End)
{
    public const int MaxQuestionTokens = 48;

    /// <summary>One past the window's last token.</summary>
    public int PassageEnd => Ids.Length - 1;

    /// <summary>How many of the passage's tokens fit beside <paramref name="question"/>.</summary>
    public static int Room(EncodedText question, int maxTokens = ReaderModel.MaxTokens) => maxTokens - 3 - QuestionTokens(question);

    public static ReaderExample Of(EncodedText question, EncodedText passage, int windowStart, TokenSpan? answer, int maxTokens = ReaderModel.MaxTokens)
    {
        var asked = QuestionTokens(question);
        var count = Math.Min(Room(question, maxTokens), passage.Length - windowStart);
        var ids = new int[asked + count + 3];
        ids[0] = TextEncoder.Cls;
        question.Ids.AsSpan(0, asked).CopyTo(ids.AsSpan(1));
        ids[asked + 1] = TextEncoder.Sep;
        passage.Ids.AsSpan(windowStart, count).CopyTo(ids.AsSpan(asked + 2));
        ids[^1] = TextEncoder.Sep;
        var shift = asked + 2 - windowStart;
        return new ReaderExample(ids, asked + 2, passage, windowStart, answer is { } a ? a.First + shift : 0, answer is { } b ? b.Last + shift : 0);
    }

    /// <summary>The passage's tokens for positions <paramref name="start"/> to <paramref name="end"/> of this example.</summary>
    public TokenSpan PassageTokens(int start, int end) => new(start - PassageStart + WindowStart, end - PassageStart + WindowStart);

    private static int QuestionTokens(EncodedText question) => Math.Min(question.Length, MaxQuestionTokens);
}
