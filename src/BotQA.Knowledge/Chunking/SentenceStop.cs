namespace BotQA.Knowledge.Chunking;

/// <summary>A run of stops in a line, and whether a sentence ends there.</summary>
internal readonly ref struct SentenceStop
{
    private const int MaxWordLength = 40;
    private const int MaxOpeners = 8;

    private readonly ReadOnlySpan<char> _line;
    private readonly int _sentenceStart;
    private readonly int _dots;
    private readonly bool _isUnambiguous;
    private readonly bool _isExclamation;

    /// <summary>Reads the run.</summary>
    /// <param name="line">The line.</param>
    /// <param name="sentenceStart">The border of the sentence before.</param>
    /// <param name="start">The first stop of the run.</param>
    public SentenceStop(ReadOnlySpan<char> line, int sentenceStart, int start)
    {
        _line = line;
        _sentenceStart = sentenceStart;
        Start = start;
        var end = start;
        while (true)
        {
            if (end < line.Length && SentenceCharacters.Stops.Contains(line[end]))
            {
                _dots += line[end] switch { '.' => 1, '…' => 3, _ => 0 };
                _isUnambiguous |= SentenceCharacters.IsUnambiguousStop(line[end]);
                _isExclamation |= SentenceCharacters.IsExclamation(line[end]);
                end++;
            }
            else if (end + 1 < line.Length && line[end] == ' ' && line[end + 1] == '.' && line[end - 1] == '.' && !IsDecimal(end + 1))
            {
                // ". . ." and, in a tokenized text, "etc. ."
                end++;
            }
            else
            {
                break;
            }
        }

        End = end;
        SentenceEnd = SentenceClosers.End(line, end);
    }

    /// <summary>The offset of the first stop.</summary>
    public int Start { get; }

    /// <summary>The offset after the last stop.</summary>
    public int End { get; }

    /// <summary>The offset after the quote marks, brackets and references that follow the stops.</summary>
    public int SentenceEnd { get; }

    /// <summary>Whether a sentence ends at <see cref="SentenceEnd"/>.</summary>
    public bool EndsSentence()
    {
        var next = SkipBlanks(SentenceEnd);
        if (next == _line.Length)
        {
            return true;
        }

        if (_isUnambiguous)
        {
            return EndsAtUnambiguousStop(next);
        }

        if (next == SentenceEnd)
        {
            return EndsWithoutBlank();
        }

        if (SentenceCharacters.Continuations.Contains(_line[next]))
        {
            return false;
        }

        var word = NextWord(next);
        if (_isExclamation)
        {
            return !StartsSmall(word) && (IsStarter(word) || !Abbreviations.IsExclaimedName(WordBefore()));
        }

        // Dots that trail off aren't part of a word, and a lone full stop in a tokenized text seldom is.
        return _dots > 1 ? !StartsSmall(word)
            : Start > 0 && char.IsWhiteSpace(_line[Start - 1]) ? !StartsSmall(word) && Abbreviations.KindOf(TokenBefore(1)) != AbbreviationKind.Inner
            : EndsAtFullStop(word);
    }

    private bool IsDecimal(int dot) => dot + 1 < _line.Length && char.IsDigit(_line[dot + 1]);

    private bool EndsAtUnambiguousStop(int next) =>
        _line[End - 1] == '．' ? !char.IsDigit(_line[next])
        // A quotation that a particle continues: 「行く。」と言った。
        : !(SentenceEnd > End && next == SentenceEnd && SentenceCharacters.IsHiragana(_line[next]))
            && !SentenceCharacters.Continuations.Contains(_line[next]);

    /// <summary>Whether a sentence ends although the next one follows without a blank, as in "the end.The next" or a Chinese text.</summary>
    private bool EndsWithoutBlank()
    {
        if (SentenceEnd > End || Start == 0)
        {
            return false;
        }

        var (last, next) = (_line[Start - 1], _line[End]);
        if (SentenceCharacters.IsIdeographic(last) && SentenceCharacters.IsIdeographic(next))
        {
            return true;
        }

        if (!char.IsLower(last) || !char.IsUpper(next))
        {
            return false;
        }

        var before = TokenBefore();
        var after = _line.Slice(End, Math.Min(MaxWordLength, _line.Length - End));
        var length = LettersAtStart(after);
        return before.Length > 1
            && LettersAtStart(before) == before.Length
            && (length == after.Length || char.IsWhiteSpace(after[length]) || (after[length] is ',' or '\'' or '’'))
            && (Abbreviations.IsStarter(after[..length]) || ((_isExclamation || _dots > 1) && length > 1));
    }

    private bool EndsAtFullStop(ReadOnlySpan<char> next)
    {
        var word = WordBefore();
        if (word.IsEmpty)
        {
            return !StartsSmall(next);
        }

        if (IsItemNumber(word))
        {
            return false;
        }

        // The last letter of a unit such as "mmol/L" is no initial.
        var isPartOfUnit = Start > word.Length && _line[Start - word.Length - 1] == '/';
        var kind = isPartOfUnit ? AbbreviationKind.None : Abbreviations.KindOf(word);
        var isBracketed = SentenceEnd > End && _line[End] is ')' or ']';
        if (next.IsEmpty)
        {
            return kind == AbbreviationKind.None;
        }

        if (StartsSmall(next) || (kind != AbbreviationKind.None && isBracketed))
        {
            return false;
        }

        if (char.IsDigit(next[0]))
        {
            return kind is AbbreviationKind.None or AbbreviationKind.Ending or AbbreviationKind.Initial;
        }

        return kind switch
        {
            AbbreviationKind.None => !(char.IsDigit(word[^1]) && Abbreviations.FollowsOrdinal(next)),
            AbbreviationKind.Ending => true,
            AbbreviationKind.Inner => false,
            AbbreviationKind.Time => !Abbreviations.FollowsTime(next),
            AbbreviationKind.Numbered when word.Equals("no", StringComparison.OrdinalIgnoreCase) => next is "I" || !IsRomanOrLetter(next),
            AbbreviationKind.Numbered => !IsRomanOrLetter(next) && IsStarter(next),
            AbbreviationKind.Initial => IsStarter(next) || Abbreviations.TakesLetter(TokenBefore(word.Length + 1)),
            _ => IsStarter(next),
        };
    }

    /// <summary>Whether the sentence so far is nothing but the number of a list item or heading: "1." "2.3." "iv." "b.".</summary>
    private bool IsItemNumber(ReadOnlySpan<char> word)
    {
        var before = _line[_sentenceStart..(Start - word.Length)];
        if (before.ContainsAnyExcept(SentenceCharacters.Openers))
        {
            return false;
        }

        return word.Length == 1
            || (word.Length <= 8 && !word.ContainsAnyExcept(SentenceCharacters.NumberParts) && (word.Length <= 3 || word.Contains('.')))
            || (word.Length <= 5 && (!word.ContainsAnyExcept("ivx") || !word.ContainsAnyExcept("IVX")));
    }

    /// <summary>Whether a word of the line often begins a sentence; not "A" in "N. C. A. A."</summary>
    private bool IsStarter(ReadOnlySpan<char> word) =>
        Abbreviations.IsStarter(word) && !(word.Length == 1 && _line.Overlaps(word, out var at) && at + 1 < _line.Length && _line[at + 1] == '.');

    private static bool IsRomanOrLetter(ReadOnlySpan<char> word) => word.Length == 1 || (word.Length <= 6 && !word.ContainsAnyExcept("IVXLC"));

    /// <summary>Whether a word begins with a small letter and isn't spelled like "iPhone" or "mRNA".</summary>
    private static bool StartsSmall(ReadOnlySpan<char> word) =>
        !word.IsEmpty && char.IsLower(word[0]) && !(word.Length > 2 && (char.IsUpper(word[1]) || char.IsUpper(word[2])));

    /// <summary>The word that ends at the stop, with the full stops inside it; empty after anything but a word.</summary>
    private ReadOnlySpan<char> WordBefore()
    {
        var start = Start;
        while (start > _sentenceStart && Start - start < MaxWordLength && SentenceCharacters.IsWordPart(_line[start - 1]))
        {
            start--;
        }

        return _line[start..Start].TrimStart("'’-‐.&");
    }

    /// <summary>What stands between blanks before an offset counted back from the stop.</summary>
    private ReadOnlySpan<char> TokenBefore(int back = 0)
    {
        var end = Math.Max(_sentenceStart, Start - back);
        var start = end;
        while (start > _sentenceStart && end - start < MaxWordLength && !char.IsWhiteSpace(_line[start - 1]))
        {
            start--;
        }

        return _line[start..end];
    }

    /// <summary>The first word at or after an offset, behind quote marks, brackets and dashes; empty when something else stands there.</summary>
    private ReadOnlySpan<char> NextWord(int start)
    {
        var limit = Math.Min(_line.Length, start + MaxOpeners);
        while (start < limit && SentenceCharacters.Openers.Contains(_line[start]))
        {
            start++;
        }

        var end = start;
        limit = Math.Min(_line.Length, start + MaxWordLength);
        while (end < limit && char.IsLetterOrDigit(_line[end]))
        {
            end++;
        }

        return _line[start..end];
    }

    private int SkipBlanks(int position)
    {
        while (position < _line.Length && char.IsWhiteSpace(_line[position]))
        {
            position++;
        }

        return position;
    }

    private static int LettersAtStart(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetter(text[length]))
        {
            length++;
        }

        return length;
    }
}
