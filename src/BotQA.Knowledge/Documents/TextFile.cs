namespace BotQA.Knowledge.Documents;

/// <summary>Reads the characters of text files.</summary>
internal static class TextFile
{
    /// <summary>The text of a source in whatever encoding it has, with its own line ends.</summary>
    /// <exception cref="DocumentReadException">The content is no text, or blank.</exception>
    public static async Task<string> ReadAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        var text = TextDecoder.Decode(await ReadBytesAsync(source.Content, cancellationToken));
        return string.IsNullOrWhiteSpace(text)
            ? throw new DocumentReadException("The file is empty. Put text into it, or remove it.")
            : text;
    }

    private static async Task<byte[]> ReadBytesAsync(Stream content, CancellationToken cancellationToken)
    {
        if (!content.CanSeek)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancellationToken);
            return copy.ToArray();
        }

        // As much as there was at the start: a file may grow while it is read.
        var bytes = new byte[content.Length - content.Position];
        var count = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return count == bytes.Length ? bytes : bytes[..count];
    }
}
