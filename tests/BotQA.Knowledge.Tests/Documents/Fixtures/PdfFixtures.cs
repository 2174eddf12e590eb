using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace BotQA.Knowledge.Tests.Documents.Fixtures;

/// <summary>Writes PDF files.</summary>
internal static class PdfFixtures
{
    private const double Leading = 13;

    /// <summary>Three pages with a running header and footer, two columns of hyphenated text on the second, and a table on the third.</summary>
    public static byte[] Report()
    {
        var builder = new PdfDocumentBuilder();
        builder.DocumentInformation.Title = "Harbour report";
        builder.DocumentInformation.Author = "Ines Moreau";
        builder.DocumentInformation.CreationDate = "D:20240305120000Z";
        var (regular, bold) = (builder.AddStandard14Font(Standard14Font.Helvetica), builder.AddStandard14Font(Standard14Font.HelveticaBold));
        for (var number = 1; number <= 3; number++)
        {
            var page = builder.AddPage(PageSize.A4);
            page.AddText("Port authority of Lindhaven", 8, new PdfPoint(50, 810), regular);
            page.AddText($"Page {number} of 3", 8, new PdfPoint(270, 25), regular);
            switch (number)
            {
                case 1:
                    page.AddText("The new harbour", 18, new PdfPoint(50, 760), bold);
                    Lines(page, regular, 50, 720, "The harbour of Lindhaven was rebuilt after the storm of 1962. Ships of up to", "forty metres can moor at the eastern quay. The lighthouse keeper lives in the", "old customs house.");
                    break;
                case 2:
                    page.AddText("Works and costs", 14, new PdfPoint(50, 760), bold);
                    Lines(page, regular, 50, 730, "The breakwater consists of granite from", "the quarry at Ostrand. Divers inspected", "its foundation twice a year and found no", "damage. A crane with a reach of thirty", "metres was set up in spring. The work-", "ers lived in huts beside the railway line", "and were paid every second Friday by", "the bursar of the town council.");
                    Lines(page, regular, 310, 730, "Dredging of the basin cost nine million", "crowns, which the county lent without", "interest. The dredger was named after", "Admiral Sorensen and could move two", "thousand tons of mud a day. It was re-", "placed by a larger vessel when the funds", "of the navigation board allowed it, and", "was scrapped at Vikholm.");
                    break;
                default:
                    page.AddText("Mooring fees", 14, new PdfPoint(50, 760), bold);
                    Row(page, bold, 730, "Vessel", "Length", "Fee per night");
                    Row(page, regular, 714, "Dinghy", "4 m", "12 crowns");
                    Row(page, regular, 698, "Ketch", "14 m", "55 crowns");
                    Row(page, regular, 682, "Trawler", "30 m", "140 crowns");
                    break;
            }
        }

        return builder.Build();
    }

    /// <summary>A page with a drawing and no text.</summary>
    public static byte[] Picture()
    {
        var builder = new PdfDocumentBuilder();
        builder.AddPage(PageSize.A4).DrawRectangle(new PdfPoint(100, 100), 200, 200, 1, fill: true);
        return builder.Build();
    }

    /// <summary>Pages with a sentence each.</summary>
    public static byte[] Pages(int count)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        for (var i = 1; i <= count; i++)
        {
            builder.AddPage(PageSize.A4).AddText($"This is sheet number {i}.", 11, new PdfPoint(50, 400), font);
        }

        return builder.Build();
    }

    private static void Lines(PdfPageBuilder page, PdfDocumentBuilder.AddedFont font, double x, double y, params string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            page.AddText(lines[i], 10, new PdfPoint(x, y - (i * Leading)), font);
        }
    }

    private static void Row(PdfPageBuilder page, PdfDocumentBuilder.AddedFont font, double y, params string[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            page.AddText(cells[i], 10, new PdfPoint(50 + (i * 150), y), font);
        }
    }
}
