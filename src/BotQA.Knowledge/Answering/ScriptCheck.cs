using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Answering;

/// <summary>Notices questions in a script that the documents found for them don't use.</summary>
internal static class ScriptCheck
{
    /// <summary>Whether most letters of the question are of blocks that no passage found has letters of.</summary>
    public static bool UsesOther(RetrievalResult retrieval)
    {
        var known = retrieval.Passages.SelectMany(passage => passage.Chunk.Text).Where(char.IsLetter).Select(Block).ToHashSet();
        var letters = retrieval.Question.Text.Where(char.IsLetter).ToList();
        return letters.Count > 0 && letters.Count(letter => !known.Contains(Block(letter))) > letters.Count / 2;
    }

    // Scripts lie in blocks of code points of their own; Latin with its extensions ends before U+0250.
    private static int Block(char letter) => letter < '\u0250' ? 0 : 1 + (letter >> 7);
}
