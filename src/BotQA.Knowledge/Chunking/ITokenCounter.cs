namespace BotQA.Knowledge.Chunking;

/// <summary>Counts the tokens of the embedding model, in which chunks are sized.</summary>
public interface ITokenCounter
{
    /// <summary>
    /// The number of tokens of a text without the special ones: at most one for each UTF-16 character, and for a text put together
    /// from parts that white space or punctuation divides at most the sum of the parts' counts.
    /// </summary>
    int CountTokens(string text);
}
