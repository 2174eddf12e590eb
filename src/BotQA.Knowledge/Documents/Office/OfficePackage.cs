using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>
/// Checks an Office file before it is taken apart: that it is one, how large it is unpacked, how deep its elements are nested, and that
/// it defines no entities. Pictures, macros and embedded objects are never unpacked, and nothing outside is looked up.
/// </summary>
internal static class OfficePackage
{
    private const int MaxEntries = 20_000;
    private const int BufferBytes = 81_920;

    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Reads a source that passes the checks.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">The limits.</param>
    /// <param name="format">What it should be, such as <c>a Word document</c>.</param>
    /// <param name="read">Reads the package, given the settings to open it with.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DocumentReadException">The file is no such package, damaged, protected or beyond a limit.</exception>
    public static async Task<Document> ReadAsync(
        DocumentSource source, DocumentOptions options, string format, Func<Stream, OpenSettings, Document> read, CancellationToken cancellationToken)
    {
        var bytes = await TextFile.ReadBytesAsync(source.Content, cancellationToken);
        ThrowIfOther(bytes.Span, format);
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        try
        {
            Check(stream, options, cancellationToken);
            stream.Position = 0;
            return read(stream, new OpenSettings { AutoSave = false, MaxCharactersInPart = options.MaxUnpackedBytes });
        }
        catch (Exception exception) when (exception is not (DocumentReadException or OperationCanceledException))
        {
            throw new DocumentReadException(
                $"The file is damaged and can't be read as {format}: {exception.Message} Open it in its program, let that repair it and save it again.", exception);
        }
    }

    private static void ThrowIfOther(ReadOnlySpan<byte> bytes, string format)
    {
        if (bytes.IsEmpty)
        {
            throw new DocumentReadException("The file is empty. Remove it, or save the document again.");
        }

        if (bytes.StartsWith(CompoundFile))
        {
            throw new DocumentReadException(
                $"The file is protected with a password, or is an old Office document with a new extension. Save it without a password as {format} of today.");
        }

        if (!bytes.StartsWith(Zip))
        {
            var kind = BinarySignature.Find(bytes) is { } known ? $" but {known}" : "";
            throw new DocumentReadException($"The file isn't {format}{kind}. Give it the extension of its kind, or move it out of the folder.");
        }
    }

    private static void Check(Stream stream, DocumentOptions options, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MaxEntries)
        {
            throw new DocumentReadException(FormattableString.Invariant(
                $"The file is made of {archive.Entries.Count:N0} parts, more than any Office document. Save it again from the program that made it."));
        }

        long unpacked = 0;
        foreach (var entry in archive.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || e.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            using var part = new BufferedStream(new BoundedStream(entry.Open(), count =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                if ((unpacked += count) > options.MaxUnpackedBytes)
                {
                    throw DocumentLimits.Unpacks(options.MaxUnpackedBytes);
                }
            }), BufferBytes);
            try
            {
                CheckNesting(part, options.MaxNesting);
            }
            catch (XmlException exception)
            {
                throw new DocumentReadException(
                    $"The file is damaged: its part {entry.FullName} isn't XML as Office programs write it. Open it in its program, let that repair it and save it again.", exception);
            }
        }
    }

    private static void CheckNesting(Stream part, int maxNesting)
    {
        using var reader = XmlReader.Create(part, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (reader.Read())
        {
            if (reader.Depth > maxNesting)
            {
                throw DocumentLimits.NestedTooDeeply(maxNesting);
            }
        }
    }
}
