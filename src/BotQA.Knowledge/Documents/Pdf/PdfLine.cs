using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace BotQA.Knowledge.Documents.Pdf;

/// <summary>A line of words on a page. Lengths are in points, with the origin at the lower left.</summary>
internal sealed record PdfLine
{
    private static readonly string[] BoldNames = ["Bold", "Black", "Heavy", "Demi"];

    /// <summary>Its text, words apart by a blank.</summary>
    public required string Text { get; init; }

    /// <summary>Where it is.</summary>
    public required PdfRectangle Box { get; init; }

    /// <summary>The size of most of its letters.</summary>
    public required double FontSize { get; init; }

    /// <summary>Whether all its letters are of a bold font.</summary>
    public required bool IsBold { get; init; }

    /// <summary>The line of some words that stand side by side.</summary>
    public static PdfLine Of(IReadOnlyList<Word> words)
    {
        var letters = words.SelectMany(w => w.Letters).ToArray();
        return new PdfLine
        {
            Text = CollapsedText.OnOneLine(string.Join(' ', words.Select(w => w.Text))),
            Box = new PdfRectangle(words.Min(w => w.BoundingBox.Left), words.Min(w => w.BoundingBox.Bottom), words.Max(w => w.BoundingBox.Right), words.Max(w => w.BoundingBox.Top)),
            FontSize = letters.Length == 0 ? 0 : letters.GroupBy(l => SizeOf(l)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key,
            IsBold = letters.Length > 0 && letters.All(l => BoldNames.Any(n => l.FontName?.Contains(n, StringComparison.OrdinalIgnoreCase) == true)),
        };
    }

    private static double SizeOf(Letter letter) => Math.Round(letter.PointSize * 2) / 2;
}
