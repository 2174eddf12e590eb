using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace BotQA.Knowledge.Documents;

/// <summary>The text of inline Markdown without its markup.</summary>
internal sealed class MarkdownInlineText
{
    private readonly StringBuilder _text = new();
    private bool _afterSoftBreak;

    /// <summary>The text of a paragraph, a heading or a cell; <c>\n</c> stands for a hard line break.</summary>
    public static string Of(ContainerInline container)
    {
        var text = new MarkdownInlineText();
        text.AppendAll(container);
        return text._text.ToString().Trim();
    }

    private void AppendAll(ContainerInline container)
    {
        for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            AppendInline(inline);
        }
    }

    private void AppendInline(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                Append(code.Content);
                break;
            case AutolinkInline link:
                Append(link.Url);
                break;
            case HtmlEntityInline entity:
                Append(entity.Transcoded.AsSpan());
                break;
            case LineBreakInline { IsHard: true }:
                BreakLine();
                break;
            case LineBreakInline:
                _afterSoftBreak = true;
                break;
            case HtmlInline html when HtmlText.IsLineBreak(html.Tag):
                BreakLine();
                break;
            case MathInline math:
                // The dollars may have been meant as money.
                var delimiters = new string(math.Delimiter, math.DelimiterCount);
                Append($"{delimiters}{math.Content}{delimiters}");
                break;
            case TaskList task:
                Append(task.Checked ? "[x]" : "[ ]");
                break;
            case FootnoteLink { IsBackLink: false } footnote:
                Append(FormattableString.Invariant($"[{footnote.Footnote.Order}]"));
                break;
            case ContainerInline container:
                AppendAll(container);
                break;
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_afterSoftBreak && _text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append(SoftWraps.Separator(_text[^1], text[0]));
        }

        _afterSoftBreak = false;
        _text.Append(text);
    }

    private void BreakLine()
    {
        _afterSoftBreak = false;
        _text.Append('\n');
    }
}
