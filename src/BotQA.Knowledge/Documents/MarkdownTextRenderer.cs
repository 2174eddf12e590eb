using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace BotQA.Knowledge.Documents;

/// <summary>Writes the readable text of a Markdown document: blocks apart by a blank line, items of lists and rows of tables on lines.</summary>
internal sealed partial class MarkdownTextRenderer
{
    private const string NestedIndent = "  ";

    private readonly StringBuilder _text = new();
    private readonly List<DocumentHeading> _headings = [];
    private string _indent = "";
    private string _marker = "";
    private bool _tight;

    /// <summary>The headings outside lists and quotes, in order.</summary>
    public IReadOnlyList<DocumentHeading> Headings => _headings;

    public string Render(MarkdownDocument document)
    {
        RenderAll(document);
        return _text.ToString();
    }

    private void RenderAll(ContainerBlock container)
    {
        foreach (var block in container)
        {
            RenderBlock(block);
        }
    }

    private void RenderBlock(Block block)
    {
        switch (block)
        {
            case YamlFrontMatterBlock or LinkReferenceDefinitionGroup or ThematicBreakBlock:
                break;
            case HeadingBlock heading:
                RenderHeading(heading);
                break;
            case MathBlock math:
                Write(math.Lines.ToString());
                break;
            case CodeBlock code:
                Write(code.Lines.ToString());
                break;
            case HtmlBlock html:
                Write(HtmlText.OfBlock(html.Lines.ToString()));
                break;
            case ListBlock list:
                RenderList(list);
                break;
            case Table table:
                RenderTable(table);
                break;
            case DefinitionItem definition:
                RenderTightly(definition);
                break;
            case Footnote footnote:
                _marker = FormattableString.Invariant($"[{footnote.Order}] ");
                RenderTightly(footnote);
                break;
            case AlertBlock alert:
                RenderAlert(alert);
                break;
            case ContainerBlock container:
                RenderAll(container);
                break;
            case LeafBlock { Inline: { } inline } when MarkdownInlineText.Of(inline) is var text && !IsComment(text):
                Write(text);
                break;
        }
    }

    // MDX, which many sites write under the name of Markdown, has comments of its own.
    private static bool IsComment(string text) => text.StartsWith("{/*", StringComparison.Ordinal) && text.EndsWith("*/}", StringComparison.Ordinal);

    private void RenderHeading(HeadingBlock heading)
    {
        var text = heading.Inline is null ? "" : MarkdownInlineText.Of(heading.Inline).ReplaceLineEndings(" ");
        text = Anchor.Replace(text, "");
        var isSection = heading.Parent is MarkdownDocument && text.Length > 0;
        Write(text);
        if (isSection)
        {
            _headings.Add(new DocumentHeading(heading.Level, text, _text.Length - text.Length));
        }
    }

    private void RenderAlert(AlertBlock alert)
    {
        var kind = alert.Kind.ToString();
        _marker = kind.Length == 0 ? "" : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(kind.ToLowerInvariant()) + ": ";
        RenderAll(alert);
        _marker = "";
    }

    private void RenderList(ListBlock list)
    {
        var outerTight = _tight;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            _marker += list.IsOrdered ? FormattableString.Invariant($"{item.Order}{list.OrderedDelimiter} ") : "- ";
            RenderNested(item);
            _tight = true;
        }

        _tight = outerTight;
    }

    /// <summary>Renders an item: what follows its first line is indented and follows on the next line.</summary>
    private void RenderNested(ListItemBlock item)
    {
        var (outerIndent, outerTight) = (_indent, _tight);
        foreach (var block in item)
        {
            RenderBlock(block);
            if (_marker.Length == 0)
            {
                _indent = outerIndent + NestedIndent;
                _tight = true;
            }
        }

        // The item may have been empty.
        _marker = "";
        (_indent, _tight) = (outerIndent, outerTight);
    }

    private void RenderTightly(ContainerBlock container)
    {
        var outerTight = _tight;
        foreach (var block in container)
        {
            RenderBlock(block);
            _tight = true;
        }

        _marker = "";
        _tight = outerTight;
    }

    private void RenderTable(Table table)
    {
        var outerTight = _tight;
        var rows = table.OfType<TableRow>().Select(row => (row.IsHeader, Cells: row.OfType<TableCell>().Select(CellText).ToArray())).ToList();
        var head = rows.TakeWhile(row => row.IsHeader).Count();

        // A table of names alone still says them.
        head = head == rows.Count ? 0 : head;
        var names = head == 0 ? null : TableText.Names([.. rows.Take(head).Select(row => row.Cells)], rows.Max(row => row.Cells.Length));
        foreach (var line in rows.Skip(head).Select(row => TableText.Row(names, row.Cells)).Where(line => line.Length > 0))
        {
            Write(line);
            _tight = true;
        }

        _tight = outerTight;
    }

    private static string CellText(TableCell cell)
    {
        var blocks = cell.Descendants<LeafBlock>().Where(b => b.Inline is not null).Select(b => MarkdownInlineText.Of(b.Inline!));

        // A table's own escape, which is left in code.
        return string.Join(' ', blocks).Replace('\n', ' ').Replace("\\|", "|", StringComparison.Ordinal);
    }

    /// <summary>Writes the lines of a block, the pending marker before the first; a block without text leaves no trace.</summary>
    private void Write(string block)
    {
        if (string.IsNullOrWhiteSpace(block))
        {
            return;
        }

        if (_text.Length > 0)
        {
            _text.Append(_tight ? "\n" : "\n\n");
        }

        var prefix = _indent + _marker;
        foreach (var range in block.AsSpan().Trim('\n').Split('\n'))
        {
            var line = block.AsSpan().Trim('\n')[range].TrimEnd(CanonicalText.Blanks);
            _text.Append(range.Start.Value == 0 ? "" : "\n").Append(line.Length == 0 ? "" : prefix).Append(line);
            prefix = _indent + (_marker.Length == 0 ? "" : NestedIndent);
        }

        _marker = "";
    }

    /// <summary>An anchor that some generators let authors put behind a heading.</summary>
    [GeneratedRegex("\\s*\\{#[^}\\s]+\\}\\s*$")]
    private static partial Regex Anchor { get; }
}
