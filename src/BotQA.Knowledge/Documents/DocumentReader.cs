namespace BotQA.Knowledge.Documents;

/// <summary>
/// Makes documents of one format of files. Register a reader as a <see cref="DocumentReader"/> to add a format;
/// of two readers of the same extension the one registered last is used.
/// </summary>
public abstract class DocumentReader
{
    /// <summary>The extensions of the format with their dot, such as <c>.txt</c>; case doesn't matter.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads a document. The time it may take is bounded by who calls, who also leaves it when it doesn't end.</summary>
    /// <param name="source">The bytes to read and the id to give.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>A document with the source's id and a text that isn't blank, and the files inside it that are documents of their own.</returns>
    /// <exception cref="DocumentReadException">The content can't be used; the message says why and what to do.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public abstract Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default);
}
