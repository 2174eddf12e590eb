using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Documents;

/// <summary>How files become documents.</summary>
public sealed class DocumentOptions
{
    /// <summary>The section of the configuration these options are bound from.</summary>
    public const string SectionName = "Knowledge";

    /// <summary>The size in bytes above which a file is refused before it is read; 50 MiB unless set, at most 1 GiB.</summary>
    [Range(1, 1 << 30)]
    public int MaxFileBytes { get; set; } = 50 << 20;
}
