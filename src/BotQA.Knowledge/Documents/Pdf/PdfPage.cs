using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace BotQA.Knowledge.Documents.Pdf;

/// <summary>The blocks of a page in reading order: column after column.</summary>
/// <param name="Number">The page's number from 1.</param>
/// <param name="Bottom">Its lower edge in points.</param>
/// <param name="Height">Its height in points.</param>
/// <param name="Blocks">What is on it.</param>
internal sealed record PdfPage(int Number, double Bottom, double Height, IReadOnlyList<PdfBlock> Blocks)
{
    // Layout analysis compares neighbours; a page with more words was made to keep it busy.
    private const int MaxWords = 20_000;

    /// <summary>Lays out a page.</summary>
    public static PdfPage Of(Page page)
    {
        var box = page.CropBox.Bounds;
        var words = Words(page);
        var tables = IsHorizontal(words) ? PdfTableFinder.Find(words) : [];
        var inTables = tables.SelectMany(t => t.Words).ToHashSet();
        var text = words.Where(w => !inTables.Contains(w)).ToList();
        var blocks = text.Count == 0 ? [] : Segment(text).ToList();
        var rowsOf = new Dictionary<TextBlock, PdfTable>();
        foreach (var table in tables)
        {
            var block = new TextBlock([.. table.Lines.Select(line => new UglyToad.PdfPig.DocumentLayoutAnalysis.TextLine([.. line]))]);
            rowsOf[block] = table;
            blocks.Add(block);
        }

        var ordered = blocks.Count > 1 ? UnsupervisedReadingOrderDetector.Instance.Get(blocks) : blocks;
        return new PdfPage(page.Number, box.Bottom, box.Height, [.. ordered.Select(block => Block(block, rowsOf.GetValueOrDefault(block))).OfType<PdfBlock>()]);
    }

    private static List<Word> Words(Page page)
    {
        var words = page.GetWords(NearestNeighbourWordExtractor.Instance).Where(w => !string.IsNullOrWhiteSpace(w.Text)).ToList();
        if (words.Count > MaxWords)
        {
            throw new DocumentReadException(FormattableString.Invariant(
                $"Page {page.Number} of the file has {words.Count:N0} words, more than a page holds. Save the file again from the program that made it."));
        }

        // What runs across or up the margin is a watermark or a stamp.
        var usual = words.Count == 0 ? TextOrientation.Horizontal : words.GroupBy(w => w.TextOrientation).OrderByDescending(g => g.Count()).First().Key;
        return [.. words.Where(w => w.TextOrientation == usual)];
    }

    private static bool IsHorizontal(List<Word> words) => words.Count > 0 && words[0].TextOrientation == TextOrientation.Horizontal;

    private static IReadOnlyList<TextBlock> Segment(List<Word> words) => DocstrumBoundingBoxes.Instance.GetBlocks(words);

    private static PdfBlock? Block(TextBlock block, PdfTable? table)
    {
        var lines = block.TextLines.Where(l => l.Words.Count > 0).Select(l => PdfLine.Of(l.Words)).Where(l => l.Text.Length > 0).ToList();
        return lines.Count == 0 ? null : new PdfBlock(lines, table?.Rows);
    }
}
