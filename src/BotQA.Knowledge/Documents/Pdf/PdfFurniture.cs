using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Documents.Pdf;

/// <summary>Finds running headers, footers and page numbers: lines near an edge that return from page to page, but for their numbers.</summary>
internal sealed partial class PdfFurniture
{
    // As a share of the page's height, from its upper and lower edge.
    private const double Margin = 0.12;

    // Headers often alternate between left and right pages, and are absent where a chapter begins.
    private const double LeastShare = 0.3;
    private const int FewestPages = 2;

    private readonly HashSet<(string Text, bool IsTop)> _running;

    public PdfFurniture(IReadOnlyList<PdfPage> pages)
    {
        var least = Math.Max(FewestPages, LeastShare * pages.Count);
        _running =
        [
            .. pages
                .SelectMany(page => page.Blocks.SelectMany(b => b.Lines).Select(line => Key(page, line)).OfType<(string, bool)>().Distinct())
                .GroupBy(key => key)
                .Where(group => group.Count() >= least)
                .Select(group => group.Key),
        ];
    }

    /// <summary>Whether a line of a page isn't part of the text.</summary>
    public bool Contains(PdfPage page, PdfLine line) => Key(page, line) is { } key && _running.Contains(key);

    private static (string Text, bool IsTop)? Key(PdfPage page, PdfLine line)
    {
        var middle = ((line.Box.Top + line.Box.Bottom) / 2 - page.Bottom) / Math.Max(1, page.Height);
        return middle is > Margin and < 1 - Margin ? null : (Number.Replace(line.Text, "#"), middle > 0.5);
    }

    /// <summary>Numbers of any kind, small Roman ones where they stand alone included.</summary>
    [GeneratedRegex("[0-9]+|^[ivxl]+$|(?<=\\s)[ivxl]+$|^[ivxl]+(?=\\s)")]
    private static partial Regex Number { get; }
}
