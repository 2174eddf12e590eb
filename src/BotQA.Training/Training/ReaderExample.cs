using BotQA.Knowledge.Reading;
using BotQA.Training.Data;

namespace BotQA.Training.Training;

/// <summary>An input with what the reader should say of it.</summary>
/// <param name="Window">The input.</param>
/// <param name="Start">The position in the input where the answer starts; 0, the [CLS], where it isn't here.</param>
/// <param name="End">The position of its last token; 0 where it isn't here.</param>
/// <param name="StatementLabels">For the support model, where it's known, the class of each token of the statement: 0 for those that are wrong.</param>
internal sealed record ReaderExample(ReaderWindow Window, int Start, int End, IReadOnlyList<long>? StatementLabels = null)
{
    /// <summary>Start and end of an example of which nobody said where the answer is.</summary>
    public const int Unlabelled = ushort.MaxValue;

    public int Length => Window.Ids.Length;

    public static ReaderExample Of(EncodedText question, EncodedText passage, int firstToken, TokenSpan? answer, int maxTokens)
    {
        var window = ReaderWindow.Create(question.Ids, passage.Ids, firstToken, maxTokens);
        var shift = window.PassageStart - window.FirstToken;
        return answer is { } span ? new ReaderExample(window, span.First + shift, span.Last + shift) : new ReaderExample(window, 0, 0);
    }
}
