using System.Text;

namespace BotQA.Knowledge.Documents;

/// <summary>
/// Writes a canonical text: blocks apart by a blank line, items of lists and rows of tables on lines of their own, and keeps where
/// headings, pages, slides and rows are in it. What is written loses blanks at the ends of lines.
/// </summary>
internal sealed class DocumentTextBuilder(int maxCharacters)
{
    private const string Indent = "  ";

    private readonly StringBuilder _text = new();
    private readonly List<DocumentHeading> _headings = [];
    private readonly List<DocumentPlace> _places = [];
    private DocumentPlace? _pending;

    /// <summary>Whether nothing has been written yet.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Writes a heading, on one line; nothing when it is blank.</summary>
    public void Heading(int level, string text)
    {
        var heading = CollapsedText.OnOneLine(text);
        if (heading.Length > 0)
        {
            Write(heading, "\n\n");
            _headings.Add(new DocumentHeading(level, heading, _text.Length - heading.Length));
        }
    }

    /// <summary>Ends the sections of a level and below; what follows has no heading of that level.</summary>
    public void EndSections(int level) => _headings.Add(new DocumentHeading(level, "", _text.Length));

    /// <summary>Writes a paragraph after a blank line; its own line ends stay.</summary>
    public void Paragraph(string text) => WriteLines(text, "", "", "\n\n");

    /// <summary>Writes a line, or lines, right below what is there.</summary>
    public void Line(string text) => WriteLines(text, "", "", "\n");

    /// <summary>Writes the rows of a table as lines; rows without text are left out.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="below">Whether the table stands right below what is there, such as its caption.</param>
    public void Table(IEnumerable<string> rows, bool below = false)
    {
        foreach (var row in rows.Where(r => r.Length > 0))
        {
            WriteLines(row, "", "", below ? "\n" : "\n\n");
            below = true;
        }
    }

    /// <summary>Writes an item of a list.</summary>
    /// <param name="marker">Its number or bullet with a blank, empty for further paragraphs of an item.</param>
    /// <param name="depth">How many lists are around its list, from 0.</param>
    /// <param name="text">Its text.</param>
    /// <param name="isFirst">Whether it begins a list, which a blank line sets apart.</param>
    public void ListItem(string marker, int depth, string text, bool isFirst)
    {
        var indent = string.Concat(Enumerable.Repeat(Indent, Math.Min(depth, 8)));
        WriteLines(text, indent + marker, indent + Indent, isFirst ? "\n\n" : "\n");
    }

    /// <summary>Goes on with the line that was written last.</summary>
    public void Continue(string separator, string text) => Write(text.TrimEnd(), separator);

    /// <summary>Takes back a hyphen at the very end, and says whether there was one.</summary>
    public bool TakeBackHyphen()
    {
        if (_text.Length == 0 || _text[^1] is not ('-' or '\u00AD' or '\u2010'))
        {
            return false;
        }

        _text.Length--;
        return true;
    }

    /// <summary>The last character, or <c>\0</c> at the beginning.</summary>
    public char Last => _text.Length == 0 ? '\0' : _text[^1];

    /// <summary>The character before the last, or <c>\0</c>.</summary>
    public char BeforeLast => _text.Length < 2 ? '\0' : _text[^2];

    /// <summary>Begins a page, slide or row: what is written from here on is found there.</summary>
    public void BeginPlace(int? page = null, int? slide = null, string? sheet = null, int? row = null) =>
        _pending = new DocumentPlace(default) { Page = page, Slide = slide, Sheet = sheet, Row = row };

    /// <summary>The document.</summary>
    /// <param name="source">Where it was read from.</param>
    /// <param name="title">The title where the source names it apart from the text, or null for the first heading or the file's name.</param>
    /// <param name="nothing">Why there is no text, if so.</param>
    /// <exception cref="DocumentReadException">There is no text.</exception>
    public Document Build(DocumentSource source, string? title, string nothing)
    {
        var text = _text.ToString();
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new DocumentReadException(nothing);
        }

        if (_places.Count > 0)
        {
            ClosePlace(text.Length);
        }

        title = title is null ? null : CollapsedText.OnOneLine(title);
        title = title is null or "" ? null : title;
        var outline = new DocumentOutline(text, _headings, title);
        return new Document
        {
            Id = source.Id,
            Title = title ?? outline.Title ?? DocumentTitle.FromFileName(source.FileName),
            Text = text,
            Sections = outline.Sections,
            Places = _places,
        };
    }

    private void WriteLines(string text, string prefix, string nextPrefix, string separator)
    {
        var isFirst = true;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].TrimEnd(CanonicalText.Blanks);
            if (isFirst && line.IsWhiteSpace())
            {
                continue;
            }

            Write(line.IsEmpty ? "" : string.Concat(isFirst ? prefix : nextPrefix, line), isFirst ? separator : "\n");
            isFirst = false;
        }

        // Blank lines at the end were written before it was known that nothing follows.
        while (!isFirst && _text.Length > 0 && _text[^1] == '\n')
        {
            _text.Length--;
        }
    }

    private void Write(ReadOnlySpan<char> text, string separator)
    {
        if (_text.Length + text.Length + separator.Length > maxCharacters)
        {
            throw DocumentLimits.TooMuchText(maxCharacters);
        }

        _text.Append(_text.Length == 0 ? "" : separator);
        if (_pending is { } place && !text.IsEmpty)
        {
            ClosePlace(_text.Length);
            _places.Add(place with { Span = new TextSpan(_text.Length, _text.Length) });
            _pending = null;
        }

        _text.Append(text);
    }

    private void ClosePlace(int end)
    {
        if (_places.Count > 0)
        {
            _places[^1] = _places[^1] with { Span = new TextSpan(_places[^1].Span.Start, end) };
        }
    }
}
