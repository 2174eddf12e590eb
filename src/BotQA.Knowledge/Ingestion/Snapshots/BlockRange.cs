namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>Where a block's content lies in the snapshot's file.</summary>
/// <param name="Offset">Where it begins, after the length.</param>
/// <param name="Length">Its bytes, without the checksum that follows.</param>
internal readonly record struct BlockRange(long Offset, int Length)
{
    /// <summary>The bytes of the block with its length and its checksum.</summary>
    public long Total => sizeof(int) + (long)Length + BlockFile.ChecksumBytes;

    /// <summary>Where the next block begins.</summary>
    public long End => Offset + Length + BlockFile.ChecksumBytes;
}
