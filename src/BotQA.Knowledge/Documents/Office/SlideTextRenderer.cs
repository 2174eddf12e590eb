using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using A = DocumentFormat.OpenXml.Drawing;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>Writes the text of slides.</summary>
internal sealed class SlideTextRenderer(DocumentTextBuilder text)
{
    private const int SlideLevel = 2;
    private const int NotesLevel = 3;
    private const string Notes = "Notes";

    /// <summary>The title of the first slide that has one, or null.</summary>
    public string? FirstTitle { get; private set; }

    /// <summary>Writes a slide with its notes.</summary>
    public void Render(SlidePart slide, int number)
    {
        if (slide.Slide?.CommonSlideData?.ShapeTree is not { } tree)
        {
            return;
        }

        text.BeginPlace(slide: number);
        var shapes = Shapes(tree).ToList();
        var title = shapes.OfType<Shape>().FirstOrDefault(s => KindOf(s) is { } kind && (kind == PlaceholderValues.Title || kind == PlaceholderValues.CenteredTitle));
        var heading = title is null ? "" : CollapsedText.OnOneLine(string.Join(' ', Paragraphs(title.TextBody)));
        if (heading.Length > 0)
        {
            text.Heading(SlideLevel, heading);
            FirstTitle ??= heading;
        }
        else
        {
            text.EndSections(SlideLevel);
        }

        foreach (var shape in shapes.Where(s => s != title))
        {
            if (shape is Shape box)
            {
                RenderParagraphs(Paragraphs(box.TextBody));
            }
            else
            {
                foreach (var table in shape.Descendants<A.Table>())
                {
                    RenderTable(table);
                }
            }
        }

        RenderNotes(slide.NotesSlidePart?.NotesSlide?.CommonSlideData?.ShapeTree);
    }

    private void RenderNotes(ShapeTree? tree)
    {
        var notes = tree is null
            ? []
            : Shapes(tree).OfType<Shape>().Where(s => KindOf(s) == PlaceholderValues.Body).SelectMany(s => Paragraphs(s.TextBody)).Where(p => p.Length > 0).ToList();
        if (notes.Count > 0)
        {
            text.Heading(NotesLevel, Notes);
            RenderParagraphs(notes);
        }
    }

    private void RenderParagraphs(IEnumerable<string> paragraphs)
    {
        var isFirst = true;
        foreach (var paragraph in paragraphs.Where(p => p.Length > 0))
        {
            if (isFirst)
            {
                text.Paragraph(paragraph);
            }
            else
            {
                text.Line(paragraph);
            }

            isFirst = false;
        }
    }

    private void RenderTable(A.Table table)
    {
        var rows = table.Elements<A.TableRow>()
            .Select(row => row.Elements<A.TableCell>().Select(cell => CollapsedText.OnOneLine(string.Join(' ', Paragraphs(cell.TextBody)))).ToArray())
            .ToList();
        var columns = rows.Count == 0 ? 0 : rows.Max(r => r.Length);
        var hasNames = rows.Count > 1 && (table.TableProperties?.FirstRow?.Value == true ? TableText.LooksLikeNames(rows[0], columns) : TableText.FirstRowIsNames(rows, columns));
        var names = hasNames ? TableText.Names([rows[0]], columns) : null;
        text.Table(rows.Skip(hasNames ? 1 : 0).Select(row => TableText.Row(names, row)));
    }

    /// <summary>The shapes of a slide in the order they were put there, those of groups included; no numbers, dates and footers.</summary>
    private static IEnumerable<OpenXmlElement> Shapes(OpenXmlElement tree) => tree.ChildElements.SelectMany(e => e switch
    {
        GroupShape or AlternateContent or AlternateContentChoice => Shapes(e),
        Shape shape when !IsFurniture(shape) => [e],
        GraphicFrame => [e],
        _ => Enumerable.Empty<OpenXmlElement>(),
    });

    private static bool IsFurniture(Shape shape) =>
        KindOf(shape) is { } kind && (kind == PlaceholderValues.SlideNumber || kind == PlaceholderValues.DateAndTime || kind == PlaceholderValues.Footer || kind == PlaceholderValues.Header);

    private static PlaceholderValues? KindOf(Shape shape)
    {
        var placeholder = shape.NonVisualShapeProperties?.ApplicationNonVisualDrawingProperties?.GetFirstChild<PlaceholderShape>();

        // One that names no kind is of the body.
        return placeholder is null ? null : placeholder.Type?.Value ?? PlaceholderValues.Body;
    }

    private static IEnumerable<string> Paragraphs(OpenXmlElement? body) => body?.Elements<A.Paragraph>().Select(TextOf) ?? [];

    private static string TextOf(A.Paragraph paragraph)
    {
        var line = new StringBuilder();
        foreach (var element in paragraph.ChildElements)
        {
            line.Append(element switch
            {
                A.Run run => run.Text?.Text,
                A.Break => "\n",
                A.Field field => field.Text?.Text,
                _ => "",
            });
        }

        return CollapsedText.OnLines(line.ToString().Replace('\v', '\n'));
    }
}
