using UglyToad.PdfPig.Content;

namespace BotQA.Knowledge.Documents.Pdf;

/// <summary>A table on a page.</summary>
/// <param name="Lines">The words of each row.</param>
/// <param name="Rows">The text of each row's cells by column.</param>
internal sealed record PdfTable(IReadOnlyList<IReadOnlyList<Word>> Lines, IReadOnlyList<string[]> Rows)
{
    /// <summary>All its words.</summary>
    public IEnumerable<Word> Words => Lines.SelectMany(line => line);
}
