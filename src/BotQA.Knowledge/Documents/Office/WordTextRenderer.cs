using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>Writes the text of a Word document.</summary>
internal sealed class WordTextRenderer
{
    private readonly MainDocumentPart _main;
    private readonly DocumentTextBuilder _text;
    private readonly int _maxRows;
    private readonly CancellationToken _cancellationToken;
    private readonly WordStyles _styles;
    private readonly WordNumbering _numbering;
    private readonly WordNotes _notes;
    private bool _inList;
    private int _rows;

    public WordTextRenderer(MainDocumentPart main, DocumentTextBuilder text, int maxRows, CancellationToken cancellationToken)
    {
        _main = main;
        _text = text;
        _maxRows = maxRows;
        _cancellationToken = cancellationToken;
        _styles = new WordStyles(main);
        _numbering = new WordNumbering(main);
        _notes = new WordNotes(main);
    }

    /// <summary>The text in the style of titles, or null.</summary>
    public string? Title { get; private set; }

    public void Render()
    {
        if (_main.Document?.Body is { } body)
        {
            RenderBlocks(body);
        }
    }

    private void RenderBlocks(OpenXmlElement container)
    {
        foreach (var block in container.ChildElements)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            switch (block)
            {
                case Paragraph paragraph:
                    RenderParagraph(paragraph);
                    break;
                case Table table:
                    RenderTable(table);
                    break;
                case SdtBlock { SdtContentBlock: { } content }:
                    RenderBlocks(content);
                    break;
                case CustomXmlBlock or InsertedRun or MoveToRun:
                    RenderBlocks(block);
                    break;
            }
        }
    }

    private void RenderParagraph(Paragraph paragraph)
    {
        var content = new WordParagraphText(_notes);
        var paragraphText = content.Of(paragraph);
        var properties = paragraph.ParagraphProperties;
        var number = _styles.NumberingOf(properties) is { } numbering && paragraphText.Length > 0
            ? (Marker: _numbering.Next(numbering.Id, numbering.Level), numbering.Level)
            : ((string Marker, int Level)?)null;
        if (_styles.LevelOf(properties) is { } level)
        {
            RenderHeading(level, number is { Marker: not ("-" or "") and var marker } ? $"{marker} {paragraphText}" : paragraphText);
            _inList = false;
        }
        else if (number is { } item)
        {
            _text.ListItem(item.Marker.Length > 0 ? item.Marker + " " : "", item.Level, paragraphText, isFirst: !_inList);
            _inList = true;
        }
        else if (paragraphText.Length > 0)
        {
            _text.Paragraph(paragraphText);
            _inList = false;
        }

        RenderNotes(content);
        foreach (var box in content.TextBoxes)
        {
            RenderBlocks(box);
        }
    }

    private void RenderHeading(int level, string heading)
    {
        if (level == WordStyles.TitleLevel && Title is null && heading.Length > 0)
        {
            Title = heading;
        }

        // With the title as the first level, headings begin at the second.
        _text.Heading(level + (level == WordStyles.TitleLevel || Title is not null ? 1 : 0), heading);
    }

    private void RenderNotes(WordParagraphText content)
    {
        foreach (var (marker, note) in content.Notes)
        {
            _text.Line($"{marker} {note}");
        }
    }

    private void RenderTable(Table table)
    {
        var content = new WordParagraphText(_notes);
        var rows = new List<string[]>();
        var above = Array.Empty<string>();
        var head = 0;
        foreach (var row in Rows(table))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (++_rows > _maxRows)
            {
                throw DocumentLimits.TooManyRows(_maxRows);
            }

            above = Cells(row, above, content);
            rows.Add(above);
            head += head == rows.Count - 1 && row.TableRowProperties?.GetFirstChild<TableHeader>() is not null ? 1 : 0;
        }

        var columns = rows.Count == 0 ? 0 : rows.Max(r => r.Length);
        head = head == rows.Count ? 0 : head > 0 || (!TableText.FirstRowIsNames(rows, columns) && !IsEmphasised(table)) ? head : Math.Min(1, rows.Count - 1);
        var names = head == 0 ? null : TableText.Names([.. rows.Take(head)], columns);
        _text.Table(rows.Skip(head).Select(r => TableText.Row(names, r)));
        _inList = false;
        RenderNotes(content);
    }

    private static IEnumerable<TableRow> Rows(OpenXmlElement table) => table.ChildElements.SelectMany(e => e switch
    {
        TableRow { TableRowProperties: { } properties } when properties.GetFirstChild<Deleted>() is not null => [],
        TableRow row => [row],
        SdtRow or SdtContentRow => Rows(e),
        _ => Enumerable.Empty<TableRow>(),
    });

    private static string[] Cells(TableRow row, string[] above, WordParagraphText content)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<TableCell>().Concat(row.Elements<SdtCell>().SelectMany(c => c.Descendants<TableCell>())))
        {
            var merge = cell.TableCellProperties?.VerticalMerge;
            var isContinued = merge is not null && merge.Val?.Value != MergedCellValues.Restart;
            cells.Add(isContinued && cells.Count < above.Length ? above[cells.Count] : content.OfAll(cell));
            for (var span = Math.Min(cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, 64); span > 1; span--)
            {
                cells.Add("");
            }
        }

        return [.. cells];
    }

    /// <summary>Whether the first row alone is bold.</summary>
    private static bool IsEmphasised(Table table)
    {
        var rows = table.Elements<TableRow>().Take(3).ToArray();
        return rows.Length > 1 && IsBold(rows[0]) && !IsBold(rows[1]);

        static bool IsBold(TableRow row)
        {
            var runs = row.Descendants<Run>().Where(r => r.GetFirstChild<Text>() is not null).ToArray();
            return runs.Length > 0 && runs.All(r => r.RunProperties?.Bold is { } bold && bold.Val?.Value != false);
        }
    }
}
