using System.Buffers;

namespace BotQA.Knowledge.Documents;

/// <summary>
/// Tells line breaks that an editor made to keep lines short from those the writer meant. A break is soft where the next word would
/// not have fitted on the line, in a text whose breaks look like that on the whole: so verse, addresses, lists, tables, headings and
/// one paragraph a line stay as they are.
/// </summary>
internal sealed class SoftWraps
{
    /// <summary>Columns that lines are wrapped at, from the narrowest to the widest taken for a wrap.</summary>
    private const int NarrowestWrap = 50;
    private const int WidestWrap = 120;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?:。！？：…\"”’»)]");
    private static readonly SearchValues<char> BulletMarks = SearchValues.Create("-*+•◦▪‣●○■□");

    private readonly string _text;
    private readonly IReadOnlyList<TextLine> _lines;
    private readonly bool[] _soft;

    public SoftWraps(string text, IReadOnlyList<TextLine> lines)
    {
        _text = text;
        _lines = lines;
        _soft = new bool[lines.Count];
        var breaks = Candidates();
        foreach (var b in breaks)
        {
            _soft[b.Line] = IsUnfinished(b);
        }

        var width = WrapWidth(breaks);
        if (width is >= NarrowestWrap and <= WidestWrap && LooksWrapped(breaks, width))
        {
            foreach (var paragraph in Paragraphs(breaks))
            {
                // The end of a paragraph that no blank line follows is no soft wrap; many such breaks mean that none is.
                if (paragraph.Count(b => b.IsForced(width)) * 3 >= paragraph.Count * 2)
                {
                    paragraph.ForEach(b => _soft[b.Line] |= b.IsForced(width));
                }
            }
        }
    }

    /// <summary>Whether the break before a line is a soft wrap.</summary>
    public bool IsSoft(int line) => _soft[line];

    /// <summary>What stands between two joined lines: nothing inside a hyphenated word and between ideographs, else a blank.</summary>
    public static string Separator(char last, char next) =>
        last is '\u00AD' or '—' || (last is '-' or '‐' && char.IsLower(next)) || (IsIdeographic(last) && IsIdeographic(next)) ? "" : " ";

    private List<LineBreak> Candidates()
    {
        var breaks = new List<LineBreak>();
        var inItem = false;
        for (var i = 1; i < _lines.Count; i++)
        {
            var previous = _lines[i - 1].Of(_text);
            var next = _lines[i].Of(_text);
            inItem = StartsItem(previous) || (inItem && previous.Length > 0);
            if (!IsProse(previous) || !IsProse(next) || StartsItem(next))
            {
                continue;
            }

            var indent = Indent(next) - Indent(previous);
            if (indent <= 1 || inItem || char.IsLower(next[Indent(next)]))
            {
                var content = next[Indent(next)..];
                breaks.Add(new LineBreak(i, Columns(previous), FirstWordColumns(content), previous[^1], content[0]));
            }
        }

        return breaks;
    }

    /// <summary>A long line without an end, followed by a small letter, is a soft wrap whatever the rest of the text looks like.</summary>
    private static bool IsUnfinished(LineBreak b) =>
        b.Columns is >= NarrowestWrap and <= WidestWrap && char.IsLower(b.Next) && !SentenceEnds.Contains(b.Last);

    /// <summary>The width that nine in ten of the broken lines stay within: addresses and long words may stick out.</summary>
    private static int WrapWidth(List<LineBreak> breaks)
    {
        if (breaks.Count == 0)
        {
            return 0;
        }

        var widths = breaks.Select(b => b.Columns).Order().ToArray();
        return widths[(int)(0.9 * (widths.Length - 1))];
    }

    /// <summary>
    /// Whether the breaks at the full width fall inside sentences: often before a small letter, seldom between a sentence and the next.
    /// </summary>
    private static bool LooksWrapped(List<LineBreak> breaks, int width)
    {
        int forced = 0, cased = 0, small = 0, betweenSentences = 0;
        foreach (var b in breaks.Where(b => b.IsForced(width)))
        {
            forced++;
            cased += char.IsLower(b.Next) || char.IsUpper(b.Next) ? 1 : 0;
            small += char.IsLower(b.Next) ? 1 : 0;
            betweenSentences += SentenceEnds.Contains(b.Last) && !char.IsLower(b.Next) ? 1 : 0;
        }

        return betweenSentences * 2 <= forced && (cased > 0 ? small * 5 >= cased * 2 : forced >= 2);
    }

    private static IEnumerable<List<LineBreak>> Paragraphs(List<LineBreak> breaks)
    {
        var paragraph = new List<LineBreak>();
        foreach (var b in breaks)
        {
            if (paragraph.Count > 0 && paragraph[^1].Line != b.Line - 1)
            {
                yield return paragraph;
                paragraph = [];
            }

            paragraph.Add(b);
        }

        if (paragraph.Count > 0)
        {
            yield return paragraph;
        }
    }

    /// <summary>Whether a line could be part of a wrapped paragraph: it holds words, and no columns, quote mark or heading mark.</summary>
    private static bool IsProse(ReadOnlySpan<char> line)
    {
        var content = line[Indent(line)..];
        return content.Length > 0
            && content[0] is not ('>' or '|' or '#')
            && content.IndexOf('\t') < 0
            && content.IndexOf("   ") < 0
            && content.ContainsAnyExcept(Rules);
    }

    private static SearchValues<char> Rules { get; } = SearchValues.Create("-=_*~+. ");

    private static bool StartsItem(ReadOnlySpan<char> line)
    {
        var content = line[Indent(line)..];
        if (content.Length >= 2 && BulletMarks.Contains(content[0]) && content[1] == ' ')
        {
            return true;
        }

        // "1." "12)" "(3)" "a)" "iv."
        var start = content.StartsWith("(") ? 1 : 0;
        var end = start;
        while (end < content.Length && end < start + 3 && char.IsAsciiLetterOrDigit(content[end]))
        {
            end++;
        }

        return end > start
            && end + 1 < content.Length
            && (content[end] == ')' || (start == 0 && content[end] == '.'))
            && content[end + 1] == ' '
            && IsItemNumber(content[start..end], content[end]);
    }

    private static bool IsItemNumber(ReadOnlySpan<char> number, char mark) =>
        !number.ContainsAnyExceptInRange('0', '9') || (number.Length == 1 && mark == ')') || !number.ContainsAnyExcept("ivx");

    private static int Indent(ReadOnlySpan<char> line) => line.Length - line.TrimStart(CanonicalText.Blanks).Length;

    private static int FirstWordColumns(ReadOnlySpan<char> line)
    {
        if (IsIdeographic(line[0]))
        {
            return 2;
        }

        var end = line.IndexOf(' ');
        return Columns(end < 0 ? line : line[..end]);
    }

    private static int Columns(ReadOnlySpan<char> line)
    {
        var columns = line.Length;
        foreach (var c in line)
        {
            columns += IsWide(c) ? 1 : 0;
        }

        return columns;
    }

    private static bool IsWide(char c) => IsIdeographic(c) || c is >= '\uAC00' and <= '\uD7A3';

    /// <summary>Chinese and Japanese characters and their punctuation, which are written without blanks.</summary>
    private static bool IsIdeographic(char c) =>
        c is >= '\u2E80' and <= '\uA4CF' or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE4F' or >= '\uFF00' and <= '\uFF60';

    /// <summary>A break within a block of lines: the line it stands before, and what is on its two sides.</summary>
    private readonly record struct LineBreak(int Line, int Columns, int NextWordColumns, char Last, char Next)
    {
        public bool IsForced(int width) => Columns + 1 + NextWordColumns > width && Columns <= WidestWrap;
    }
}
