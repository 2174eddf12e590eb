using System.Text;

namespace BotQA.Knowledge.Chunking;

/// <summary>What is known of a sentence up to a stop, kept so that no character is looked at twice.</summary>
internal struct SentenceBeginning
{
    /// <summary>Whether there is a letter or digit.</summary>
    public bool HasWords { get; private set; }

    /// <summary>How many round brackets that were opened behind the first word are still open.</summary>
    public int OpenBrackets { get; private set; }

    /// <summary>Goes on reading where the last call ended.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        if (!HasWords)
        {
            text = text[ToFirstWord(text)..];
        }

        for (int at; (at = text.IndexOfAny('(', ')')) >= 0; text = text[(at + 1)..])
        {
            OpenBrackets = text[at] == '(' ? OpenBrackets + 1 : Math.Max(0, OpenBrackets - 1);
        }
    }

    private int ToFirstWord(ReadOnlySpan<char> text)
    {
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                HasWords = true;
                break;
            }

            position += rune.Utf16SequenceLength;
        }

        return position;
    }
}
