using BotQA.Knowledge.Embeddings;

namespace BotQA.Knowledge.Reading;

/// <summary>
/// One input of the reader: [CLS] question [SEP] a window of the passage [SEP]. A passage too long for one window gets several, each
/// overlapping the one before.
/// </summary>
internal sealed class ReaderWindow
{
    /// <summary>The longest input the encoder was trained on.</summary>
    public const int MaxTokens = 256;

    /// <summary>Longer questions lose their end, so that room is left for the passage.</summary>
    public const int MaxQuestionTokens = 48;

    /// <summary>What stands in the question's place before the support model may be longer: a sentence that joins several facts.</summary>
    public const int MaxStatementTokens = 96;

    /// <summary>How far apart, in tokens, the windows of one passage start.</summary>
    public const int Stride = 128;

    private const int SpecialTokens = 3;

    private ReaderWindow(int[] ids, int passageStart, int firstToken)
    {
        Ids = ids;
        PassageStart = passageStart;
        FirstToken = firstToken;
    }

    /// <summary>The ids of the whole input.</summary>
    public int[] Ids { get; }

    /// <summary>The position in <see cref="Ids"/> of the window's first passage token.</summary>
    public int PassageStart { get; }

    /// <summary>The position after its last.</summary>
    public int PassageEnd => Ids.Length - 1;

    /// <summary>Which of the passage's tokens stands at <see cref="PassageStart"/>.</summary>
    public int FirstToken { get; }

    /// <summary>How many of a passage's tokens fit beside a question of <paramref name="questionTokens"/>.</summary>
    public static int Room(int questionTokens, int maxTokens = MaxTokens, int maxQuestionTokens = MaxQuestionTokens) =>
        maxTokens - SpecialTokens - Math.Min(questionTokens, maxQuestionTokens);

    /// <summary>The window whose first passage token is <paramref name="firstToken"/>, as long as the passage and <paramref name="maxTokens"/> allow.</summary>
    public static ReaderWindow Create(
        ReadOnlySpan<int> question, ReadOnlySpan<int> passage, int firstToken, int maxTokens = MaxTokens, int maxQuestionTokens = MaxQuestionTokens)
    {
        var asked = question[..Math.Min(question.Length, maxQuestionTokens)];
        var shown = passage.Slice(firstToken, Math.Min(Room(asked.Length, maxTokens, maxQuestionTokens), passage.Length - firstToken));
        int[] ids = [WordPieceTokenizer.ClassificationId, .. asked, WordPieceTokenizer.SeparatorId, .. shown, WordPieceTokenizer.SeparatorId];
        return new ReaderWindow(ids, asked.Length + 2, firstToken);
    }

    /// <summary>The windows that together show the whole passage; none for a passage without tokens.</summary>
    public static IReadOnlyList<ReaderWindow> Cover(ReadOnlySpan<int> question, ReadOnlySpan<int> passage, int maxQuestionTokens = MaxQuestionTokens)
    {
        var windows = new List<ReaderWindow>();
        var room = Room(question.Length, MaxTokens, maxQuestionTokens);
        for (var first = 0; first < passage.Length; first += Stride)
        {
            windows.Add(Create(question, passage, first, MaxTokens, maxQuestionTokens));
            if (first + room >= passage.Length)
            {
                break;
            }
        }

        return windows;
    }
}
