namespace BotQA.Knowledge.Chunking;

/// <summary>Reads what follows a stop within the sentence: quote marks, brackets and references.</summary>
internal static class SentenceClosers
{
    private const int MaxNoteLength = 24;

    /// <summary>The offset after all closers and references that begin at an offset behind a stop.</summary>
    public static int End(ReadOnlySpan<char> line, int position)
    {
        while (true)
        {
            var end = EndOfCloser(line, position);
            if (end == position)
            {
                return position;
            }

            position = end;
        }
    }

    /// <summary>The offset after the closer or reference at an offset, or the offset itself when there is none.</summary>
    private static int EndOfCloser(ReadOnlySpan<char> line, int position)
    {
        if (position == line.Length)
        {
            return position;
        }

        var c = line[position];
        if (SentenceCharacters.Closers.Contains(c))
        {
            return position + 1;
        }

        if ((SentenceCharacters.EitherQuotes.Contains(c) || SentenceCharacters.NoteMarks.Contains(c)) && IsEndOfToken(line, position + 1))
        {
            return position + 1;
        }

        if (c == '[')
        {
            return EndOfNote(line, position, digitsOnly: false);
        }

        if (c != ' ' || position + 1 == line.Length)
        {
            return position;
        }

        // Behind a blank: a reference, or a closer in a tokenized text.
        var rest = line[(position + 1)..];
        if (rest[0] == '[')
        {
            var end = EndOfNote(line, position + 1, digitsOnly: true);
            return end > position + 1 ? end : position;
        }

        var isTokenized = position > 1 && char.IsWhiteSpace(line[position - 2]);
        return rest.StartsWith("''") && IsEndOfToken(line, position + 3) ? position + 3
            : (SentenceCharacters.SpacedClosers.Contains(rest[0]) || (isTokenized && rest[0] is '"')) && IsEndOfToken(line, position + 2) ? position + 2
            : position;
    }

    private static bool IsEndOfToken(ReadOnlySpan<char> line, int position) =>
        position == line.Length || char.IsWhiteSpace(line[position]) || line[position] == '[' || SentenceCharacters.NoteMarks.Contains(line[position]);

    /// <summary>The offset after a reference such as "[12]", "[3, 4]", "[a]", "[note 1]" or "[citation needed]".</summary>
    private static int EndOfNote(ReadOnlySpan<char> line, int open, bool digitsOnly)
    {
        var content = line.Slice(open + 1, Math.Min(MaxNoteLength, line.Length - open - 1));
        var length = content.IndexOf(']');
        if (length <= 0 || !IsEndOfToken(line, open + length + 2))
        {
            return open;
        }

        content = content[..length];
        var isNote = !content.ContainsAnyExcept(SentenceCharacters.NoteNumberParts)
            || (!digitsOnly && (length == 1 || content.StartsWith("note ") || content.StartsWith("nb ") || content.EndsWith(" needed")));
        return isNote ? open + length + 2 : open;
    }
}
