using Microsoft.ML.Tokenizers;

namespace BotQA.Knowledge.Generation;

/// <summary>The tokens of a prompt that are left.</summary>
/// <param name="tokenizer">Counts tokens.</param>
/// <param name="tokens">The tokens at the beginning.</param>
internal sealed class TokenBudget(Tokenizer tokenizer, int tokens)
{
    // What stands around each text: the tags of a passage, the roles of a message.
    private const int Frame = 12;

    private int _left = tokens;

    /// <summary>Takes the tokens of a text, if as many are left.</summary>
    public bool TryTake(string text)
    {
        var needed = tokenizer.CountTokens(text) + Frame;
        if (needed > _left)
        {
            return false;
        }

        _left -= needed;
        return true;
    }
}
