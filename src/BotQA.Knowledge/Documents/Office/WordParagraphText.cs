using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>The text of paragraphs, and the notes and text boxes that were met in them.</summary>
internal sealed class WordParagraphText(WordNotes notes)
{
    private readonly List<(string Marker, string Text)> _notes = [];
    private readonly List<OpenXmlElement> _boxes = [];
    private readonly StringBuilder _line = new();

    /// <summary>The notes referred to, with their markers as in the text.</summary>
    public IReadOnlyList<(string Marker, string Text)> Notes => _notes;

    /// <summary>The text boxes anchored in the text.</summary>
    public IReadOnlyList<OpenXmlElement> TextBoxes => _boxes;

    /// <summary>The text of a paragraph; <c>\n</c> stands for a line break in it.</summary>
    public string Of(OpenXmlElement paragraph)
    {
        _line.Clear();
        Append(paragraph);
        return CollapsedText.OnLines(_line.ToString());
    }

    /// <summary>The text of all paragraphs in an element, on one line.</summary>
    public string OfAll(OpenXmlElement element) =>
        CollapsedText.OnOneLine(string.Join(' ', element.Descendants<Paragraph>().Select(Of)));

    private void Append(OpenXmlElement parent)
    {
        foreach (var element in parent.ChildElements)
        {
            switch (element)
            {
                case Text text:
                    _line.Append(text.Text);
                    break;
                case TabChar:
                    _line.Append(' ');
                    break;
                case Break or CarriageReturn:
                    _line.Append('\n');
                    break;
                case NoBreakHyphen:
                    _line.Append('-');
                    break;
                case FootnoteReference reference:
                    AppendNote(notes.Footnote(reference.Id?.Value));
                    break;
                case EndnoteReference reference:
                    AppendNote(notes.Endnote(reference.Id?.Value));
                    break;
                case TextBoxContent box:
                    _boxes.Add(box);
                    break;
                case AlternateContent alternatives:
                    // The others say the same for older programs.
                    if (alternatives.ChildElements.FirstOrDefault(e => e is AlternateContentChoice or AlternateContentFallback) is { } content)
                    {
                        Append(content);
                    }

                    break;
                case DocumentFormat.OpenXml.Math.Text formula:
                    _line.Append(formula.Text);
                    break;
                case DeletedRun or MoveFromRun or ParagraphProperties or RunProperties or FieldCode or DeletedText:
                case Run { RunProperties.Vanish: { } vanish } when vanish.Val?.Value != false:
                    break;
                default:
                    Append(element);
                    break;
            }
        }
    }

    private void AppendNote((string Marker, string Text)? note)
    {
        if (note is { } found)
        {
            _line.Append(found.Marker);
            _notes.Add(found);
        }
    }
}
