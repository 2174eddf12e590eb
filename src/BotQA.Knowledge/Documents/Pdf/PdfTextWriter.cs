using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Documents.Pdf;

/// <summary>Writes the blocks of pages as text: lines joined to paragraphs, across columns and pages too, headings told by their looks.</summary>
internal sealed partial class PdfTextWriter
{
    private const double HeadingSize = 1.15;
    private const int MaxHeadingLevels = 4;
    private const int LongestHeading = 200;

    // A line that ends this far before the right edge, as a share of the block's width, ends its paragraph if it ends a sentence.
    private const double ShortLine = 0.12;

    private readonly DocumentTextBuilder _text;
    private readonly PdfFurniture _furniture;
    private readonly double _bodySize;
    private readonly bool _isBodyBold;
    private readonly List<double> _headingSizes;
    private readonly HashSet<string> _vocabulary;
    private PdfLine? _previous;
    private bool _previousIsHeading;

    public PdfTextWriter(DocumentTextBuilder text, IReadOnlyList<PdfPage> pages)
    {
        _text = text;
        _furniture = new PdfFurniture(pages);
        var lines = pages.SelectMany(p => p.Blocks).SelectMany(b => b.Lines).ToList();
        _bodySize = lines.Count == 0 ? 0 : lines.GroupBy(l => l.FontSize).OrderByDescending(g => g.Sum(l => l.Text.Length)).ThenBy(g => g.Key).First().Key;
        _isBodyBold = lines.Where(l => l.IsBold).Sum(l => l.Text.Length) * 2 > lines.Sum(l => l.Text.Length);
        _headingSizes = [.. lines.Where(IsLarge).Select(l => l.FontSize).Distinct().OrderDescending()];
        _vocabulary = [.. lines.SelectMany(l => l.Text.Split(' ').Skip(1).SkipLast(1)).Select(w => w.Trim(Punctuation).ToLowerInvariant())];
    }

    private static char[] Punctuation { get; } = [.. ".,;:!?()[]\"'“”‘’"];

    /// <summary>Writes a page.</summary>
    public void Write(PdfPage page)
    {
        _text.BeginPlace(page: page.Number);
        foreach (var block in page.Blocks)
        {
            if (block.Rows is { } rows)
            {
                WriteTable(rows);
                continue;
            }

            var lines = block.Lines.Where(line => !_furniture.Contains(page, line)).ToList();
            for (var i = 0; i < lines.Count;)
            {
                i += IsHeading(lines, i) is var length and > 0 ? WriteHeading(lines, i, length) : WriteLine(block, lines, i);
            }
        }
    }

    private void WriteTable(IReadOnlyList<string[]> rows)
    {
        var columns = rows.Max(r => r.Length);
        var names = TableText.FirstRowIsNames(rows, columns) ? rows[0] : null;
        _text.Table(rows.Skip(names is null ? 0 : 1).Select(r => TableText.Row(names, r)));
        _previous = null;
    }

    /// <summary>How many of the lines from one on are a heading together; 0 when it is none.</summary>
    private int IsHeading(List<PdfLine> lines, int start)
    {
        var first = lines[start];
        if (!first.Text.Any(char.IsLetter))
        {
            return 0;
        }

        var end = start;
        while (end < lines.Count && lines[end].FontSize == first.FontSize && lines[end].IsBold == first.IsBold)
        {
            end++;
        }

        var length = end - start;
        var characters = lines.Skip(start).Take(length).Sum(l => l.Text.Length);
        return IsLarge(first) ? (characters <= LongestHeading ? length : 0)
            // Bold lines of the usual size head a text if they are short, of no sentence, and all of the block isn't bold.
            : first.IsBold && !_isBodyBold && first.FontSize >= _bodySize && length == 1 && characters <= LongestHeading / 2 && !EndsSentence(first.Text) && first.Text[^1] != ',' ? 1
            : 0;
    }

    private bool IsLarge(PdfLine line) => line.FontSize >= _bodySize * HeadingSize;

    private int WriteHeading(List<PdfLine> lines, int start, int length)
    {
        var heading = string.Join(' ', lines.Skip(start).Take(length).Select(l => l.Text));
        var level = IsLarge(lines[start]) ? Math.Min(_headingSizes.IndexOf(lines[start].FontSize) + 1, MaxHeadingLevels) : Math.Min(_headingSizes.Count, MaxHeadingLevels) + 1;
        _text.Heading(level, heading);
        _previous = lines[start + length - 1];
        _previousIsHeading = true;
        return length;
    }

    private int WriteLine(PdfBlock block, List<PdfLine> lines, int i)
    {
        var line = lines[i];
        if (_previous is null || _previousIsHeading || _text.IsEmpty)
        {
            _text.Paragraph(line.Text);
        }
        else if (IsItem(line.Text))
        {
            if (i > 0 || IsItem(_previous.Text))
            {
                _text.Line(line.Text);
            }
            else
            {
                _text.Paragraph(line.Text);
            }
        }
        else if (i > 0 ? EndsParagraph(block, lines[i - 1], line) : !GoesOn(_previous, line))
        {
            _text.Paragraph(line.Text);
        }
        else
        {
            Join(line.Text);
        }

        _previous = line;
        _previousIsHeading = false;
        return 1;
    }

    private static bool EndsParagraph(PdfBlock block, PdfLine line, PdfLine next)
    {
        var width = Math.Max(1, block.Right - block.Left);
        var isIndented = next.Box.Left - line.Box.Left > next.FontSize && next.Box.Left - block.Left > next.FontSize;
        return Math.Abs(line.FontSize - next.FontSize) > 1
            || (isIndented && EndsSentence(line.Text))
            || (EndsSentence(line.Text) && block.Right - line.Box.Right > ShortLine * width)
            || (line.Box.Bottom - next.Box.Top > next.FontSize && EndsSentence(line.Text));
    }

    /// <summary>Whether a sentence goes on in another column or on another page.</summary>
    private static bool GoesOn(PdfLine last, PdfLine next) =>
        Math.Abs(last.FontSize - next.FontSize) < 0.6 && !EndsSentence(last.Text) && (char.IsLower(next.Text[0]) || EndsWithHyphen(last.Text));

    private void Join(string next)
    {
        if (!EndsWithHyphen(_previous!.Text) || !char.IsLetterOrDigit(next[0]))
        {
            _text.Continue(SoftWraps.Separator(_text.Last, next[0]), next);
            return;
        }

        var left = _previous.Text[(_previous.Text.LastIndexOf(' ') + 1)..^1];
        var right = next.Split(' ')[0];
        if (_previous.Text[^1] == '\u00AD' || (char.IsLower(next[0]) && !IsCompound(left, right)))
        {
            _text.TakeBackHyphen();
        }

        _text.Continue("", next);
    }

    /// <summary>Whether a hyphen at the end of a line belongs to the word: as the rest of the text writes it, else if it has others.</summary>
    private bool IsCompound(string left, string right)
    {
        left = left.TrimStart(Punctuation).ToLowerInvariant();
        right = right.TrimEnd(Punctuation).ToLowerInvariant();
        return !_vocabulary.Contains(left + right) && (_vocabulary.Contains($"{left}-{right}") || left.Contains('-', StringComparison.Ordinal) || left.Any(char.IsDigit));
    }

    private static bool EndsWithHyphen(string text) => text.Length > 1 && text[^1] is '-' or '\u2010' or '\u00AD' && char.IsLetterOrDigit(text[^2]);

    private static bool EndsSentence(string text) => text.AsSpan().TrimEnd("\"'”’»)]") is { Length: > 0 } rest && rest[^1] is '.' or '!' or '?' or ':' or '。' or '！' or '？';

    private static bool IsItem(string text) => Item.IsMatch(text);

    [GeneratedRegex("^([•◦▪‣●○■□–*-]|\\(?[0-9]{1,2}[.)]|\\(?[a-z]\\))\\s+\\S")]
    private static partial Regex Item { get; }
}
