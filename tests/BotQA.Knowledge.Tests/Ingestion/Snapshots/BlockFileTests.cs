using BotQA.Knowledge.Ingestion.Snapshots;
using TemporaryFolder = BotQA.Knowledge.Tests.Documents.TemporaryFolder;

namespace BotQA.Knowledge.Tests.Ingestion.Snapshots;

public sealed class BlockFileTests : IDisposable
{
    private const int ReadAhead = 1 << 20;
    private static readonly int[] Sizes = [0, 1, 18_000, ReadAhead - 20, ReadAhead, (3 * ReadAhead) + 7, 5];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scan_BlocksOfAllSizes_GivesEachAsItWasWritten()
    {
        var blocks = Write();

        var (found, isDamaged) = Scan();

        Assert.False(isDamaged);
        Assert.Equal(blocks.Count, found.Count);
        Assert.All(blocks.Zip(found), pair => Assert.True(pair.First.AsSpan().SequenceEqual(pair.Second)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    public void Scan_DamagedBlock_EndsBeforeItWhereTheNextIsWritten(int block)
    {
        var blocks = Write();
        var bytes = File.ReadAllBytes(FilePath);
        var begin = blocks.Take(block).Sum(content => sizeof(int) + content.Length + BlockFile.ChecksumBytes);
        bytes[begin + sizeof(int) + (blocks[block].Length / 2)] ^= 1;
        File.WriteAllBytes(FilePath, bytes);

        var (found, isDamaged) = Scan();
        Assert.True(isDamaged);
        Assert.Equal(block, found.Count);

        using (var file = BlockFile.Open(FilePath, canWrite: true))
        {
            file.Scan(_ => true);
            file.Append([1, 2, 3]);
        }

        (found, isDamaged) = Scan();
        Assert.False(isDamaged);
        Assert.Equal([1, 2, 3], found[^1]);
        Assert.Equal(block + 1, found.Count);
    }

    private string FilePath => Path.Combine(_folder.Path, "blocks");

    private List<byte[]> Write()
    {
        var random = new Random(1);
        var blocks = new List<byte[]>();
        using var file = BlockFile.Create(FilePath);
        foreach (var size in Sizes)
        {
            var content = new byte[size];
            random.NextBytes(content);
            file.Append(content);
            blocks.Add(content);
        }

        return blocks;
    }

    private (List<byte[]> Blocks, bool IsDamaged) Scan()
    {
        using var file = BlockFile.Open(FilePath, canWrite: false);
        var scanned = file.Scan(content => content.ToArray());
        Assert.All(scanned, block => Assert.Equal(block.Made, file.Read(block.Block)));
        return ([.. scanned.Select(block => block.Made)], file.IsDamaged);
    }
}
