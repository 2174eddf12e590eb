namespace BotQA.Knowledge.Documents;

/// <summary>
/// Reads plain text. The canonical text has <c>\n</c> for every line end and no blanks at the ends of lines, and the lines of a
/// hard-wrapped paragraph are joined; no other character changes.
/// </summary>
public sealed class TextDocumentReader : DocumentReader
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".txt"];

    /// <inheritdoc/>
    public override async Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var text = CanonicalText.Of(await TextFile.ReadAsync(source, cancellationToken));
        return new Document
        {
            Id = source.Id,
            Title = DocumentTitle.FromFirstLine(text) ?? DocumentTitle.FromFileName(source.FileName),
            Text = text,
        };
    }
}
