using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Documents;

/// <summary>
/// How files become documents. A file beyond one of the limits is refused with a reason that names the limit; the others are read.
/// </summary>
public sealed class DocumentOptions
{
    /// <summary>The section of the configuration these options are bound from.</summary>
    public const string SectionName = "Knowledge";

    /// <summary>The size in bytes above which a file is refused before it is read; 50 MiB unless set, at most 1 GiB.</summary>
    [Range(1, 1 << 30)]
    public int MaxFileBytes { get; set; } = 50 << 20;

    /// <summary>
    /// The bytes that the parts of a compressed file may have together once unpacked, a guard against archives that grow without end;
    /// 256 MiB unless set.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxUnpackedBytes { get; set; } = 256 << 20;

    /// <summary>The UTF-16 characters of text that a document may have; 20 million unless set, some ten thousand pages.</summary>
    [Range(1, 1 << 28)]
    public int MaxTextCharacters { get; set; } = 20_000_000;

    /// <summary>The pages or slides that a document may have; 5,000 unless set.</summary>
    [Range(1, 1_000_000)]
    public int MaxPages { get; set; } = 5000;

    /// <summary>The rows that the sheets of a workbook, or a table, may have together; 200,000 unless set.</summary>
    [Range(1, 10_000_000)]
    public int MaxRows { get; set; } = 200_000;

    /// <summary>How deep elements may be nested in one another; 256 unless set. A deeper file was made to exhaust its reader.</summary>
    [Range(16, 1024)]
    public int MaxNesting { get; set; } = 256;

    /// <summary>The attachments of a mail that are read, those of attached mails included; 100 unless set, 0 for none.</summary>
    [Range(0, 10_000)]
    public int MaxAttachments { get; set; } = 100;

    /// <summary>How deep mails may be attached to one another; 3 unless set.</summary>
    [Range(1, 32)]
    public int MaxAttachmentDepth { get; set; } = 3;

    /// <summary>How long the reading of one file or attachment may take; a minute unless set, at most an hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan MaxReadTime { get; set; } = TimeSpan.FromMinutes(1);
}
