namespace BotQA.Knowledge.Documents;

/// <summary>What a <see cref="DocumentReader"/> finds in a source.</summary>
/// <param name="Document">The document that the source itself is.</param>
/// <param name="Attachments">
/// Files inside it that are documents of their own, such as those attached to a mail: each is read by the reader of its extension, or
/// passed over where there is none. Their ids are file names; those of the documents begin with the source's.
/// </param>
public sealed record DocumentContent(Document Document, IReadOnlyList<DocumentSource> Attachments)
{
    /// <summary>A document that holds no others.</summary>
    public static implicit operator DocumentContent(Document document) => FromDocument(document);

    /// <summary>A document that holds no others.</summary>
    public static DocumentContent FromDocument(Document document) => new(document, []);
}
