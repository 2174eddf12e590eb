using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using DocumentFormat.OpenXml.Spreadsheet;
using A = DocumentFormat.OpenXml.Drawing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace BotQA.Knowledge.Tests.Documents.Fixtures;

/// <summary>Writes Office files.</summary>
internal static class OfficeFixtures
{
    /// <summary>A Word document from its body, with an optional footnote that has the id 2.</summary>
    public static byte[] Word(IEnumerable<OpenXmlElement> body, string? footnote = null, string? title = null)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            main.Document = new W.Document(new W.Body(body));
            if (footnote is not null)
            {
                main.AddNewPart<FootnotesPart>().Footnotes = new W.Footnotes(new W.Footnote(Paragraph(footnote)) { Id = 2 });
            }

            var numbering = main.AddNewPart<NumberingDefinitionsPart>();
            numbering.Numbering = new W.Numbering(
                new W.AbstractNum(
                    new W.Level(new W.StartNumberingValue { Val = 1 }, new W.NumberingFormat { Val = W.NumberFormatValues.Decimal }, new W.LevelText { Val = "%1." }) { LevelIndex = 0 },
                    new W.Level(new W.StartNumberingValue { Val = 1 }, new W.NumberingFormat { Val = W.NumberFormatValues.LowerLetter }, new W.LevelText { Val = "%2)" }) { LevelIndex = 1 })
                { AbstractNumberId = 0 },
                new W.NumberingInstance(new W.AbstractNumId { Val = 0 }) { NumberID = 1 });
            package.PackageProperties.Title = title;
            package.PackageProperties.Creator = "Ada Quist";
            package.PackageProperties.Created = new DateTime(2024, 3, 5, 10, 0, 0, DateTimeKind.Utc);
        }

        return stream.ToArray();
    }

    public static W.Paragraph Paragraph(string text, string? style = null) => new(
        style is null ? new W.ParagraphProperties() : new W.ParagraphProperties(new W.ParagraphStyleId { Val = style }),
        new W.Run(new W.Text(text) { Space = SpaceProcessingModeValues.Preserve }));

    public static W.Paragraph Item(string text, int level) => new(
        new W.ParagraphProperties(new W.NumberingProperties(new W.NumberingLevelReference { Val = level }, new W.NumberingId { Val = 1 })), new W.Run(new W.Text(text)));

    public static W.Table Table(params string[][] rows) =>
        new(rows.Select(row => new W.TableRow(row.Select(cell => new W.TableCell(Paragraph(cell))))));

    public static byte[] TravelPolicy()
    {
        var withNote = Paragraph("Trips by train are booked by the office.");
        withNote.AppendChild(new W.Run(new W.FootnoteReference { Id = 2 }));
        return Word(
            [
                Paragraph("Travel policy", "Title"),
                Paragraph("This policy holds for everybody who travels for the company."),
                Paragraph("Bookings", "Heading1"),
                withNote,
                Item("Ask your manager.", 0),
                Item("Fill in the form.", 0),
                Item("Name the cost centre.", 1),
                Paragraph("Allowances", "Heading1"),
                Paragraph("The allowance depends on the country.", null),
                Table(["Country", "Hotel limit", "Meal allowance"], ["Norway", "180 euros", "62 euros"], ["Portugal", "110 euros", "38 euros"]),
            ],
            footnote: "Sleeper cabins need the approval of Henrik Vold.");
    }

    /// <summary>A presentation of slides with a title, lines and notes.</summary>
    public static byte[] Presentation(params (string Title, string[] Lines, string? Notes)[] slides)
    {
        using var stream = new MemoryStream();
        using (var package = PresentationDocument.Create(stream, PresentationDocumentType.Presentation))
        {
            var main = package.AddPresentationPart();
            main.Presentation = new Presentation(new SlideIdList());
            for (var i = 0; i < slides.Length; i++)
            {
                var part = main.AddNewPart<SlidePart>();
                part.Slide = new Slide(Tree(Shape(PlaceholderValues.Title, slides[i].Title), Shape(PlaceholderValues.Body, slides[i].Lines), Shape(PlaceholderValues.Footer, "Confidential")));
                if (slides[i].Notes is { } notes)
                {
                    part.AddNewPart<NotesSlidePart>().NotesSlide = new NotesSlide(Tree(Shape(PlaceholderValues.Body, notes)));
                }

                main.Presentation.SlideIdList!.AppendChild(new SlideId { Id = (uint)(256 + i), RelationshipId = main.GetIdOfPart(part) });
            }
        }

        return stream.ToArray();
    }

    private static CommonSlideData Tree(params Shape[] shapes) => new(new ShapeTree(shapes));

    private static Shape Shape(PlaceholderValues kind, params string[] lines) => new(
        new NonVisualShapeProperties(
            new NonVisualDrawingProperties { Id = 1, Name = "shape" }, new NonVisualShapeDrawingProperties(), new ApplicationNonVisualDrawingProperties(new PlaceholderShape { Type = kind })),
        new ShapeProperties(),
        new TextBody(new[] { (OpenXmlElement)new A.BodyProperties() }.Concat(lines.Select(line => new A.Paragraph(new A.Run(new A.Text(line)))))));

    /// <summary>A workbook of sheets; a number is a number, a date a date, other cells are shared strings.</summary>
    public static byte[] Workbook(params (string Name, object?[][] Rows)[] sheets)
    {
        using var stream = new MemoryStream();
        using (var package = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var main = package.AddWorkbookPart();
            main.Workbook = new Workbook(new Sheets());
            main.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "#,##0.00\\ \"EUR\"" }),
                new Fonts(new DocumentFormat.OpenXml.Spreadsheet.Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14 }, new CellFormat { NumberFormatId = 164 }));
            var strings = main.AddNewPart<SharedStringTablePart>();
            strings.SharedStringTable = new SharedStringTable();
            uint id = 1;
            foreach (var (name, rows) in sheets)
            {
                var part = main.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(rows.Select((row, i) => new Row(row.Select((cell, j) => Cell(cell, i, j, strings.SharedStringTable)).OfType<Cell>()) { RowIndex = (uint)i + 1 })));
                main.Workbook.Sheets!.AppendChild(new Sheet { Name = name, SheetId = id++, Id = main.GetIdOfPart(part) });
            }
        }

        return stream.ToArray();
    }

    private static Cell? Cell(object? value, int row, int column, SharedStringTable strings)
    {
        var reference = $"{(char)('A' + column)}{row + 1}";
        switch (value)
        {
            case null:
                return null;
            case DateTime date:
                return new Cell { CellReference = reference, StyleIndex = 1, CellValue = new CellValue(date.ToOADate()) };
            case decimal amount:
                return new Cell { CellReference = reference, StyleIndex = 2, CellValue = new CellValue(amount) };
            case int number:
                return new Cell { CellReference = reference, CellValue = new CellValue(number) };
            default:
                strings.AppendChild(new SharedStringItem(new DocumentFormat.OpenXml.Spreadsheet.Text(value.ToString()!)));
                return new Cell { CellReference = reference, DataType = CellValues.SharedString, CellValue = new CellValue(strings.Count() - 1) };
        }
    }
}
