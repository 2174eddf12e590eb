namespace BotQA.Knowledge.Documents.Pdf;

/// <summary>What belongs together on a page: lines of text, or the rows of a table.</summary>
/// <param name="Lines">The lines from top to bottom; for a table a line a row.</param>
/// <param name="Rows">The cells of each row by column, or null for text.</param>
internal sealed record PdfBlock(IReadOnlyList<PdfLine> Lines, IReadOnlyList<string[]>? Rows)
{
    /// <summary>The left edge of the lines.</summary>
    public double Left { get; } = Lines.Min(l => l.Box.Left);

    /// <summary>The right edge of the lines.</summary>
    public double Right { get; } = Lines.Max(l => l.Box.Right);
}
