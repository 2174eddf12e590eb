using BotQA.Knowledge.Ingestion;
using TemporaryFolder = BotQA.Knowledge.Tests.Documents.TemporaryFolder;

namespace BotQA.Knowledge.Tests.Ingestion;

public sealed class FolderIndexerTests : FolderIndexTests
{
    [Fact]
    public async Task UpdateAsync_NewFolder_IndexesItAndSaysWhatIsNew()
    {
        Folder.Write("a.txt", "The mill was built in 1790.");
        Folder.Write("sub/b.md", "# Bridge\n\nThe bridge was built in 1810.\n");
        Folder.Write("bad.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0, 0]);
        await using var knowledge = Open();

        var report = await knowledge.UpdateAsync();

        Assert.Equal((2, 2, 2), (report.Documents, report.Chunks, report.EmbeddedChunks));
        Assert.Equal("bad.txt", Assert.Single(report.Failures).Id);
        Assert.Equal(["a.txt", "bad.txt", "sub/b.md"], report.Changes.Added);
        Assert.Equal(["a.txt#0"], await knowledge.FindAsync("mill"));
    }

    [Fact]
    public async Task UpdateAsync_ChangedParagraph_EmbedsItsChunkAlone()
    {
        var sections = Enumerable.Range(1, 6).Select(i => $"## Part {i}\n\n{Prose(i)}\n");
        Folder.Write("a.md", "# Mills\n\n" + string.Join('\n', sections));
        await using var knowledge = Open();
        var all = (await knowledge.UpdateAsync()).EmbeddedChunks;
        var text = await File.ReadAllTextAsync(Path.Combine(Folder.Path, "a.md"), TestContext.Current.CancellationToken);
        Folder.Write("a.md", text.Replace("mill 3 of", "sawmill 3 of", StringComparison.Ordinal));

        var report = await knowledge.UpdateAsync();

        Assert.InRange(report.EmbeddedChunks, 1, 2);
        Assert.True(all > 5);
        Assert.Equal(["a.md"], report.Changes.Changed);
        Assert.NotEmpty(await knowledge.FindAsync("sawmill"));
    }

    [Fact]
    public async Task UpdateAsync_FileWrittenAgainWithTheSameContent_IsUnchanged()
    {
        Folder.Write("a.txt", "The mill was built in 1790.");
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        File.SetLastWriteTimeUtc(Path.Combine(Folder.Path, "a.txt"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        var report = await knowledge.UpdateAsync();

        Assert.True(report.Changes.AreNone);
        Assert.Equal(2001, Assert.Single(await knowledge.ListAsync()).Modified.Year);
    }

    [Fact]
    public async Task UpdateAsync_RenamedFile_IsEmbeddedNeverAgainAndFoundUnderItsNewName()
    {
        Folder.Write("old name.txt", "The mill was built in 1790.");
        Folder.Write("other.txt", "The bridge was built in 1810.");
        await using (var first = Open())
        {
            await first.UpdateAsync();
        }

        Directory.CreateDirectory(Path.Combine(Folder.Path, "sub"));
        File.Move(Path.Combine(Folder.Path, "old name.txt"), Path.Combine(Folder.Path, "sub", "new name.txt"));
        await using var knowledge = Open();

        var report = await knowledge.UpdateAsync();

        Assert.Equal([new FileRename("old name.txt", "sub/new name.txt")], report.Changes.Renamed);
        Assert.Empty(report.Changes.Added);
        Assert.Empty(report.Changes.Removed);
        Assert.Empty(knowledge.Encoder.Texts);
        Assert.Equal(["sub/new name.txt#0"], await knowledge.FindAsync("mill"));
        Assert.Equal("new name", knowledge.Catalog.List().Single(document => document.Id == "sub/new name.txt").Title, ignoreCase: true);
    }

    [Fact]
    public async Task UpdateAsync_CopyOfAFile_TakesItsVectors()
    {
        Folder.Write("a.md", "# Mill\n\nThe mill was built in 1790.\n");
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        Folder.Write("b.md", "# Mill\n\nThe mill was built in 1790.\n");

        var report = await knowledge.UpdateAsync();

        Assert.Equal(["b.md"], report.Changes.Added);
        Assert.Equal(0, report.EmbeddedChunks);
        Assert.Equal(2, report.Documents);
    }

    [Fact]
    public async Task UpdateAsync_DeletedFile_DisappearsBeforeOthersAreEmbedded()
    {
        Folder.Write("a.txt", "The mill was built in 1790.");
        Folder.Write("b.txt", "The bridge was built in 1810 by someone.");
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        File.Delete(Path.Combine(Folder.Path, "a.txt"));
        Folder.Write("c.txt", "The tower was built in 1820.");
        IReadOnlyList<string>? found = null;
        knowledge.Encoder.Before = async _ => found = await knowledge.FindAsync("mill");

        var report = await knowledge.UpdateAsync();

        Assert.Empty(found!);
        Assert.Equal(["a.txt"], report.Changes.Removed);
        Assert.False(knowledge.Catalog.TryGet("a.txt", out _));
    }

    [Fact]
    public async Task UpdateAsync_ShorterDocument_LeavesNoChunkOfTheOldOne()
    {
        Folder.Write("a.txt", string.Join(' ', Enumerable.Range(1, 8).Select(Prose)));
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        Folder.Write("a.txt", "The mill is gone.");

        await knowledge.UpdateAsync();

        Assert.Equal(["a.txt#0"], await knowledge.FindAsync("mill"));
    }

    [Fact]
    public async Task CheckAsync_ChangedFolder_SaysWhatAnUpdateWouldDoAndDoesNothing()
    {
        Folder.Write("same.txt", "The well was dug in 1700.");
        Folder.Write("changed.txt", "The mill was built in 1790.");
        Folder.Write("gone.txt", "The bridge was built in 1810 by hand.");
        Folder.Write("moved.txt", "The tower was built in 1820, they say.");
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        var before = await knowledge.DescribeAsync();
        Folder.Write("changed.txt", "The mill was built in 1791.");
        Folder.Write("new.txt", "The school was built in 1900.");
        File.Delete(Path.Combine(Folder.Path, "gone.txt"));
        File.Move(Path.Combine(Folder.Path, "moved.txt"), Path.Combine(Folder.Path, "there.txt"));

        var changes = await knowledge.CheckAsync();

        Assert.Equal(["new.txt"], changes.Added);
        Assert.Equal(["changed.txt"], changes.Changed);
        Assert.Equal(["gone.txt"], changes.Removed);
        Assert.Equal([new FileRename("moved.txt", "there.txt")], changes.Renamed);
        Assert.Equal(1, changes.Unchanged);
        Assert.Equal(before, await knowledge.DescribeAsync());
        Assert.Equivalent(changes, (await knowledge.UpdateAsync()).Changes);
    }

    [Fact]
    public async Task UpdateAsync_AnotherFolder_IsRefused()
    {
        WriteSome();
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        using var other = new TemporaryFolder();
        other.Write("a.txt", "Another mill.");

        await Assert.ThrowsAsync<InvalidOperationException>(() => knowledge.Indexer.UpdateAsync(other.Path, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task UpdateAsync_Progress_EndsWithAllFilesAndBytes()
    {
        WriteSome();
        await using var knowledge = Open();
        var told = new List<FolderProgress>();

        await knowledge.UpdateAsync(new Recorder(told));

        Assert.Equal(new FolderProgress(0, 2, 0, 62, 0), told[0]);
        Assert.Equal(new FolderProgress(2, 2, 62, 62, 2), told[^1]);
    }

    private sealed class Recorder(List<FolderProgress> told) : IProgress<FolderProgress>
    {
        public void Report(FolderProgress value) => told.Add(value);
    }
}
