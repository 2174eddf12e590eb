namespace BotQA.Knowledge.Documents;

/// <summary>The first bytes of formats that are often given the extension of a text by mistake.</summary>
internal static class BinarySignature
{
    private static readonly (byte[] Signature, string Kind)[] Known =
    [
        ([.. "%PDF-"u8], "a PDF document"),
        ([.. "{\\rtf"u8], "an RTF document"),
        ([.. "PK\u0003\u0004"u8], "a ZIP archive or an Office document"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office document"),
        ([0x89, .. "PNG"u8], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([.. "GIF87a"u8], "a GIF picture"),
        ([.. "GIF89a"u8], "a GIF picture"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([.. "7z"u8, 0xBC, 0xAF], "a 7z archive"),
        ([0x7F, .. "ELF"u8], "a program"),
        ([.. "SQLite format 3\0"u8], "an SQLite database"),
    ];

    /// <summary>What the bytes are, with an article, or null when they could be text.</summary>
    public static string? Find(ReadOnlySpan<byte> bytes)
    {
        foreach (var (signature, kind) in Known)
        {
            if (bytes.StartsWith(signature))
            {
                return kind;
            }
        }

        return null;
    }
}
