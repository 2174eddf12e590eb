using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Chunking;

/// <summary>How documents are cut into chunks.</summary>
public sealed class ChunkingOptions
{
    /// <summary>The section of the configuration these options are bound from.</summary>
    public const string SectionName = "Chunking";

    /// <summary>
    /// The tokens a chunk may have, its overlap with the chunk before included; 220 unless set. The embedded model's window of 256 has
    /// to hold the title and the headings as well.
    /// </summary>
    [Range(16, 8192)]
    public int MaxTokens { get; set; } = 220;

    /// <summary>
    /// The UTF-16 characters a chunk may have, a guard against text that is one token however long it is; 4,000 unless set. Text of
    /// usual words reaches <see cref="MaxTokens"/> long before.
    /// </summary>
    [Range(64, 1 << 20)]
    public int MaxCharacters { get; set; } = 4000;

    /// <summary>The tokens below which a chunk is avoided by sharing sentences with its neighbours more evenly; 40 unless set.</summary>
    [Range(0, 8192)]
    public int MinTokens { get; set; } = 40;

    /// <summary>The sentences at the end of a chunk that the next one of the section repeats at most; 1 unless set, 0 for none.</summary>
    [Range(0, 16)]
    public int OverlapSentences { get; set; } = 1;

    /// <summary>The tokens that the repeated sentences may have together; 48 unless set.</summary>
    [Range(0, 8192)]
    public int OverlapTokens { get; set; } = 48;
}
