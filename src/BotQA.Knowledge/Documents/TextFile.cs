namespace BotQA.Knowledge.Documents;

/// <summary>Reads the characters of text files.</summary>
internal static class TextFile
{
    /// <summary>The text of a source in whatever encoding it has, with its own line ends.</summary>
    /// <exception cref="DocumentReadException">The content is no text, or blank.</exception>
    public static async Task<string> ReadAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        var text = TextDecoder.Decode((await ReadBytesAsync(source.Content, cancellationToken)).Span);
        return string.IsNullOrWhiteSpace(text)
            ? throw new DocumentReadException("The file is empty. Put text into it, or remove it.")
            : text;
    }

    /// <summary>All bytes of a stream, as far as it reached when this was called.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(Stream content, CancellationToken cancellationToken)
    {
        if (content is MemoryStream { Position: 0 } memory && memory.TryGetBuffer(out var buffer))
        {
            return buffer;
        }

        if (!content.CanSeek)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancellationToken);
            return copy.ToArray();
        }

        // As much as there was at the start: a file may grow while it is read.
        var bytes = new byte[content.Length - content.Position];
        var count = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return bytes.AsMemory(0, count);
    }
}
