using BotQA.Knowledge.Tests.Ingestion.Support;
using TemporaryFolder = BotQA.Knowledge.Tests.Documents.TemporaryFolder;

namespace BotQA.Knowledge.Tests.Ingestion;

/// <summary>Tests of the index of a folder: with a folder, and another one where the index is saved.</summary>
public abstract class FolderIndexTests : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    private protected TemporaryFolder Indexes { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        Indexes.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static string Prose(int i) =>
        string.Join(' ', Enumerable.Range(1, 12).Select(j => $"The mill {i} of valley {j} was kept with great care by its owner, who lived beside the river all year."));

    private protected void WriteSome()
    {
        // Written long ago, so that their times say for sure whether they changed.
        File.SetLastWriteTimeUtc(Folder.Write("a.txt", "The mill was built in 1790 by Ann."), new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.SetLastWriteTimeUtc(Folder.Write("b.txt", "The bridge came in 1810 too."), new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    private protected FolderKnowledge Open(CountingEncoder? encoder = null) => new(Folder.Path, Indexes.Path, encoder);

    private protected string SnapshotPath() => Assert.Single(Directory.GetFiles(Indexes.Path, "*.index"));

    private protected async Task<string> BuiltAtOnceAsync()
    {
        using var indexes = new TemporaryFolder();
        await using var knowledge = new FolderKnowledge(Folder.Path, indexes.Path);
        await knowledge.UpdateAsync();
        return await knowledge.DescribeAsync();
    }
}
