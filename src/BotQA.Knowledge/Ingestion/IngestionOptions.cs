using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Ingestion;

/// <summary>How the index of a folder is kept.</summary>
public sealed class IngestionOptions
{
    /// <summary>The section of the configuration these options are bound from.</summary>
    public const string SectionName = "Indexing";

    /// <summary>The folder in which indexes are saved. Default: null, for <c>index</c> in the folder of converted models (<c>Embeddings:CachePath</c>).</summary>
    public string? Path { get; set; }

    /// <summary>
    /// How long a file has to stay the same before it is read while the folder is watched, so that half a copy isn't indexed; twice that
    /// for one of 8 MiB or more. Half a second unless set.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan SettlingTime { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a watched folder is compared with the index though no change was told; 15 seconds unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The bytes of files that may be in memory at the same time on their way into the index; a larger file is read alone. 64 MiB unless set.</summary>
    [Range(1 << 20, int.MaxValue)]
    public int MaxBytesInFlight { get; set; } = 64 << 20;
}
