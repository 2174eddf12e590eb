using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Chunking;

/// <summary>
/// Splits text into sentences by rules: every line end is a border, and so is a full stop, question or exclamation mark unless it
/// belongs to an abbreviation, an initial, a number, an address or a quotation that goes on. Takes time linear in the text.
/// </summary>
public static class SentenceSplitter
{
    private const int LongestBracket = 300;

    /// <summary>Splits a text.</summary>
    /// <param name="text">Any text; a line is taken to end where a heading, paragraph, list item or row of a table ends.</param>
    /// <returns>The sentences in order, without white space at their ends; together they hold every character that isn't white space.</returns>
    public static IReadOnlyList<TextSpan> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Split(text, new TextSpan(0, text.Length));
    }

    /// <summary>Splits a part of a text, as if nothing stood before or after it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="span">The part of it.</param>
    /// <returns>The sentences of the part, as spans of <paramref name="text"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The span is not a range of the text.</exception>
    public static IReadOnlyList<TextSpan> Split(string text, TextSpan span)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!span.IsWithin(text))
        {
            throw new ArgumentOutOfRangeException(nameof(span), span, $"The span is outside the {text.Length} characters of the text.");
        }

        var sentences = new List<TextSpan>();
        var part = text.AsSpan(span.Start, span.Length);
        var lineStart = 0;
        while (lineStart < part.Length)
        {
            var length = part[lineStart..].IndexOfAny(SentenceCharacters.LineEnds);
            length = length < 0 ? part.Length - lineStart : length;
            SplitLine(part.Slice(lineStart, length), span.Start + lineStart, sentences);
            lineStart += length + 1;
        }

        return sentences;
    }

    private static void SplitLine(ReadOnlySpan<char> line, int offset, List<TextSpan> sentences)
    {
        var first = sentences.Count;
        var start = 0;
        var position = 0;
        var seen = new SentenceBeginning();
        while (true)
        {
            var next = line[position..].IndexOfAny(SentenceCharacters.Stops);
            if (next < 0)
            {
                Add(line, start, line.Length, offset, sentences, first);
                return;
            }

            var stop = new SentenceStop(line, start, position + next);
            seen.Read(line[position..stop.End]);
            position = stop.End;
            if (seen.HasWords && stop.EndsSentence() && !IsWithinBracket(line, seen, stop))
            {
                Add(line, start, stop.SentenceEnd, offset, sentences, first);
                start = position = stop.SentenceEnd;
                seen = default;
            }
        }
    }

    /// <summary>Whether a sentence would end inside a bracket that is closed before long, so that it goes on behind it.</summary>
    private static bool IsWithinBracket(ReadOnlySpan<char> line, SentenceBeginning seen, SentenceStop stop)
    {
        seen.Read(line[stop.End..stop.SentenceEnd]);
        if (seen.OpenBrackets == 0)
        {
            return false;
        }

        var rest = line.Slice(stop.SentenceEnd, Math.Min(line.Length - stop.SentenceEnd, LongestBracket));
        var depth = 1;
        for (int at; depth > 0 && (at = rest.IndexOfAny('(', ')')) >= 0; rest = rest[(at + 1)..])
        {
            depth += rest[at] == '(' ? 1 : -1;
        }

        return depth == 0;
    }

    /// <summary>Adds the sentence between two borders; a rest without words, such as a stray quote mark, goes with the sentence before.</summary>
    private static void Add(ReadOnlySpan<char> line, int start, int end, int offset, List<TextSpan> sentences, int firstOfLine)
    {
        var sentence = line[start..end];
        start += sentence.Length - sentence.TrimStart().Length;
        sentence = sentence.Trim();
        if (sentence.IsEmpty)
        {
            return;
        }

        var span = new TextSpan(offset + start, offset + start + sentence.Length);
        var content = new SentenceBeginning();
        content.Read(sentence);
        if (sentences.Count > firstOfLine && !content.HasWords)
        {
            sentences[^1] = new TextSpan(sentences[^1].Start, span.End);
        }
        else
        {
            sentences.Add(span);
        }
    }
}
