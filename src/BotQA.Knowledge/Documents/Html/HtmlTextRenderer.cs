using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace BotQA.Knowledge.Documents.Html;

/// <summary>Writes the text of HTML elements. Its calls nest as deep as the elements, which the parser has bounded.</summary>
internal sealed class HtmlTextRenderer(DocumentTextBuilder text, int maxRows)
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "ul",
    };

    private readonly StringBuilder _inline = new();
    private IElement? _content;
    private int _listDepth;
    private string _marker = "";
    private bool _inItem;
    private bool _startsList;
    private bool _tight;
    private int _rows;

    /// <summary>Writes the blocks of an element.</summary>
    public void Render(IElement content)
    {
        _content = content;
        RenderChildren(content);
        Flush();
    }

    /// <summary>The visible text of an element on one line.</summary>
    public static string TextOf(IElement element)
    {
        var inline = new StringBuilder();
        AppendInline(inline, element, element);
        return CollapsedText.OnOneLine(inline.ToString());
    }

    private void RenderChildren(INode parent)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText run)
            {
                _inline.Append(Unbroken(run.Data));
            }
            else if (node is IElement element && !HtmlMainContent.IsLeftOut(element, _content!))
            {
                RenderElement(element);
            }
        }
    }

    private void RenderElement(IElement element)
    {
        var name = element.LocalName;
        if (name == "br")
        {
            _inline.Append('\n');
            return;
        }

        if (!Blocks.Contains(name))
        {
            RenderChildren(element);
            return;
        }

        Flush();
        switch (name)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                text.Heading(name[1] - '0', HeadingText(element));
                break;
            case "ul" or "ol":
                RenderList(element);
                break;
            case "table" when IsData(element):
                RenderTable(element);
                break;
            case "pre":
                text.Paragraph(new string([.. element.TextContent.ReplaceLineEndings("\n").Trim('\n').Where(c => !CollapsedText.IsInvisible(c))]));
                break;
            case "dt" or "dd":
                _tight = name == "dd";
                RenderChildren(element);
                Flush();
                _tight = false;
                break;
            default:
                RenderChildren(element);
                break;
        }

        Flush();
    }

    private void RenderList(IElement list)
    {
        var (outerMarker, outerInItem, outerStarts) = (_marker, _inItem, _startsList);
        var number = int.TryParse(list.GetAttribute("start"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var start) ? start : 1;
        _startsList = _listDepth == 0;
        _listDepth++;
        foreach (var item in list.Children.Where(e => e.LocalName == "li" && !HtmlMainContent.IsLeftOut(e, _content!)))
        {
            _marker = list.LocalName == "ol" ? FormattableString.Invariant($"{number++}. ") : "- ";
            _inItem = true;
            RenderChildren(item);
            Flush();
        }

        _listDepth--;
        (_marker, _inItem, _startsList) = (outerMarker.Length > 0 && outerInItem ? "" : outerMarker, outerInItem, outerStarts);
    }

    /// <summary>Whether a table holds data; one that holds other tables, or a single cell, lays out the page.</summary>
    private static bool IsData(IElement table) =>
        table.GetAttribute("role") != "presentation" && table.QuerySelector("table, h1, h2, h3") is null && table.QuerySelectorAll("td, th").Length > 1;

    private void RenderTable(IElement table)
    {
        var caption = table.Children.FirstOrDefault(e => e.LocalName == "caption");
        if (caption is not null)
        {
            text.Paragraph(TextOf(caption));
        }

        var grid = new HtmlTableGrid(table, maxRows - _rows, e => HtmlMainContent.IsLeftOut(e, _content!));
        _rows += grid.Rows.Count;
        if (_rows > maxRows)
        {
            throw DocumentLimits.TooManyRows(maxRows);
        }

        text.Table(grid.Lines, below: caption is not null);
    }

    /// <summary>Writes the text gathered so far as a paragraph, or as an item of the list it is in.</summary>
    private void Flush()
    {
        var block = CollapsedText.OnLines(_inline.ToString());
        _inline.Clear();
        if (block.Length == 0)
        {
            return;
        }

        if (_inItem)
        {
            text.ListItem(_marker, _marker.Length > 0 ? _listDepth - 1 : _listDepth, block, _startsList);
            (_marker, _startsList) = ("", false);
        }
        else if (_tight)
        {
            text.Line(block);
        }
        else
        {
            text.Paragraph(block);
        }
    }

    /// <summary>The text of a heading, without the link to itself that generators put behind it.</summary>
    public static string HeadingText(IElement heading) => TextOf(heading).TrimEnd('¶', '#', '§', ' ', '\uF0C1');

    private static void AppendInline(StringBuilder inline, IElement element, IElement content)
    {
        foreach (var node in element.ChildNodes)
        {
            if (node is IText run)
            {
                inline.Append(run.Data);
            }
            else if (node is IElement child && !HtmlMainContent.IsLeftOut(child, content))
            {
                inline.Append(child.LocalName == "br" || Blocks.Contains(child.LocalName) ? " " : "");
                AppendInline(inline, child, content);
            }
        }
    }

    // A line end in the source is white space like any other; those that count come from elements.
    private static string Unbroken(string data) => data.ReplaceLineEndings(" ");
}
