using System.Buffers;
using System.Globalization;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Chunking;

/// <summary>
/// Cuts a sentence that exceeds the limit alone: behind a clause where one ends at a good place, else between words, and inside a
/// word, between characters as readers see them, only if the word is very long or written without blanks.
/// </summary>
internal sealed class LongSentenceCutter(ITokenCounter counter, ChunkingOptions options)
{
    private const int LongestWord = 64;
    private const int LongestCharacter = 64;
    private const int PartLength = 8;

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",;:)]}—–，、；：）】」』");

    /// <summary>The pieces of a sentence in order, each within the limits; together they hold all of it but white space.</summary>
    public List<ChunkUnit> Cut(string text, TextSpan sentence)
    {
        var atoms = Atoms(text, sentence);
        var total = atoms.Sum(a => (long)a.Tokens);
        var count = Math.Max(1, (total + options.MaxTokens - 1) / options.MaxTokens);

        // A little above the mean leaves room to find the ends of clauses without a scrap at the end.
        var target = (int)Math.Min(options.MaxTokens, (total / count) + (options.MaxTokens / 8));
        var pieces = new List<ChunkUnit>();
        for (var first = 0; first < atoms.Count;)
        {
            var end = Fit(text, atoms, first, BestEnd(text, atoms, first, target), out var tokens);
            pieces.Add(new ChunkUnit(new TextSpan(atoms[first].Span.Start, atoms[end - 1].Span.End), tokens, ChunkUnitKind.Piece));
            first = end;
        }

        return pieces;
    }

    /// <summary>The atom after the best last one of a piece: the last end of a clause, or else of a word, in the second half of the room.</summary>
    private int BestEnd(string text, List<Atom> atoms, int first, int target)
    {
        var (clause, word) = (0, 0);
        var tokens = 0;
        var end = first;
        while (end < atoms.Count
            && (end == first || tokens + atoms[end].Tokens <= target)
            && (end == first || atoms[end].Span.End - atoms[first].Span.Start <= options.MaxCharacters))
        {
            tokens += atoms[end].Tokens;
            end++;
            if (tokens * 2 >= target)
            {
                clause = ClauseEnds.Contains(text[atoms[end - 1].Span.End - 1]) ? end : clause;
                word = atoms[end - 1].EndsWord ? end : word;
            }
        }

        return end == atoms.Count ? end : clause > 0 ? clause : word > 0 ? word : end;
    }

    /// <summary>Shortens a piece that has more tokens than its atoms, as parts of a word may have fewer than the word.</summary>
    private int Fit(string text, List<Atom> atoms, int first, int end, out int tokens)
    {
        while (true)
        {
            tokens = counter.CountTokens(text[atoms[first].Span.Start..atoms[end - 1].Span.End]);
            if (tokens <= options.MaxTokens || end - first == 1)
            {
                return end;
            }

            end = first + ((end - first) / 2);
        }
    }

    private List<Atom> Atoms(string text, TextSpan sentence)
    {
        var atoms = new List<Atom>();
        for (var position = sentence.Start; position < sentence.End;)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            var end = position;
            while (end < sentence.End && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            var word = new TextSpan(position, end);
            if (word.Length <= LongestWord && counter.CountTokens(word.Of(text)) is var tokens && tokens <= options.MaxTokens)
            {
                atoms.Add(new Atom(word, tokens, EndsWord: true));
            }
            else
            {
                AddParts(text, word, atoms);
            }

            position = end;
        }

        return atoms;
    }

    private void AddParts(string text, TextSpan word, List<Atom> atoms)
    {
        for (var start = word.Start; start < word.End;)
        {
            var end = start;
            do
            {
                end += CharacterLength(text.AsSpan(end, word.End - end));
            }
            while (end < word.End && end - start < PartLength && !ClauseEnds.Contains(text[end - 1]));

            var part = new TextSpan(start, end);
            atoms.Add(new Atom(part, counter.CountTokens(part.Of(text)), EndsWord: end == word.End));
            start = end;
        }
    }

    /// <summary>The length of the first character as readers see it; of one with marks on it without end, a part that fits.</summary>
    private int CharacterLength(ReadOnlySpan<char> text)
    {
        var limit = Math.Min(LongestCharacter, options.MaxTokens - PartLength);
        if (text.Length <= limit)
        {
            return StringInfo.GetNextTextElementLength(text);
        }

        var isPairCut = char.IsHighSurrogate(text[limit - 1]) && char.IsLowSurrogate(text[limit]);
        return StringInfo.GetNextTextElementLength(text[..(isPairCut ? limit - 1 : limit)]);
    }

    private readonly record struct Atom(TextSpan Span, int Tokens, bool EndsWord);
}
