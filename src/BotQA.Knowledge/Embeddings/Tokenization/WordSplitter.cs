using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace BotQA.Knowledge.Embeddings.Tokenization;

/// <summary>
/// Splits normalised text into words at spaces and around each punctuation mark, where every ASCII symbol counts as
/// punctuation (the rules of Hugging Face's <c>BertPreTokenizer</c>). The library's own splitter drops symbols such as <c>$</c>.
/// </summary>
internal sealed class WordSplitter : PreTokenizer
{
    private static readonly SearchValues<char> AsciiPunctuation = SearchValues.Create("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => Split(text);

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => Split(text);

    private static List<(int Offset, int Length)> Split(ReadOnlySpan<char> text)
    {
        var words = new List<(int Offset, int Length)>((text.Length / 5) + 1);
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = 1;
            if (text[i] == ' ')
            {
                AddWord(start, i);
                start = i + 1;
            }
            else if (IsPunctuation(text[i..], out length))
            {
                AddWord(start, i);
                words.Add((i, length));
                start = i + length;
            }

            i += length;
        }

        AddWord(start, text.Length);
        return words;

        void AddWord(int from, int to)
        {
            if (to > from)
            {
                words.Add((from, to - from));
            }
        }
    }

    private static bool IsPunctuation(ReadOnlySpan<char> text, out int length)
    {
        length = 1;
        if (char.IsAscii(text[0]))
        {
            return AsciiPunctuation.Contains(text[0]);
        }

        _ = Rune.DecodeFromUtf16(text, out var rune, out length);
        return Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
            or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
            or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation;
    }
}
