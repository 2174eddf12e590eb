using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Ingestion.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TemporaryFolder = BotQA.Knowledge.Tests.Documents.TemporaryFolder;

namespace BotQA.Knowledge.Tests.Ingestion;

public sealed class FolderIndexerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _indexes = new();

    public void Dispose()
    {
        _folder.Dispose();
        _indexes.Dispose();
    }

    [Fact]
    public async Task UpdateAsync_NewFolder_IndexesItAndSaysWhatIsNew()
    {
        _folder.Write("a.txt", "The mill was built in 1790.");
        _folder.Write("sub/b.md", "# Bridge\n\nThe bridge was built in 1810.\n");
        _folder.Write("bad.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0, 0]);
        await using var knowledge = Open();

        var report = await knowledge.UpdateAsync();

        Assert.Equal((2, 2, 2), (report.Documents, report.Chunks, report.EmbeddedChunks));
        Assert.Equal("bad.txt", Assert.Single(report.Failures).Id);
        Assert.Equal(["a.txt", "bad.txt", "sub/b.md"], report.Changes.Added);
        Assert.Equal(["a.txt#0"], await knowledge.FindAsync("mill"));
    }

    [Fact]
    public async Task UpdateAsync_AfterARestart_EmbedsNothingAndFindsTheSame()
    {
        _folder.Write("a.txt", "The mill was built in 1790.");
        _folder.Write("b.csv", "Article,Price\nRake,24.50\nHoe,19.00\n");
        _folder.Write("ünïcödé 文書.md", "---\ntitle: Notes\n---\n# One\n\nThe bridge was built in 1810.\n\n## Two\n\nIt fell in 1822 \ud83d\ude00.\n");
        _folder.Write("bad.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0, 0]);
        string before;
        await using (var first = Open())
        {
            await first.UpdateAsync();
            before = await first.DescribeAsync();
        }

        await using var second = Open();
        var report = await second.UpdateAsync();

        Assert.Equal(0, report.EmbeddedChunks);
        Assert.Empty(second.Encoder.Texts);
        Assert.True(report.Changes.AreNone);
        Assert.Equal(4, report.Changes.Unchanged);
        Assert.Equal("bad.txt", Assert.Single(report.Failures).Id);
        Assert.Equal(before, await second.DescribeAsync());
        Assert.DoesNotContain(second.Log.Entries, entry => entry.Level > LogLevel.Debug);
    }

    [Fact]
    public async Task UpdateAsync_ChangedParagraph_EmbedsItsChunkAlone()
    {
        var sections = Enumerable.Range(1, 6).Select(i => $"## Part {i}\n\n{Prose(i)}\n");
        _folder.Write("a.md", "# Mills\n\n" + string.Join('\n', sections));
        await using var knowledge = Open();
        var all = (await knowledge.UpdateAsync()).EmbeddedChunks;
        var text = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "a.md"), TestContext.Current.CancellationToken);
        _folder.Write("a.md", text.Replace("mill 3 of", "sawmill 3 of", StringComparison.Ordinal));

        var report = await knowledge.UpdateAsync();

        Assert.InRange(report.EmbeddedChunks, 1, 2);
        Assert.True(all > 5);
        Assert.Equal(["a.md"], report.Changes.Changed);
        Assert.NotEmpty(await knowledge.FindAsync("sawmill"));
    }

    [Fact]
    public async Task UpdateAsync_FileWrittenAgainWithTheSameContent_IsUnchanged()
    {
        _folder.Write("a.txt", "The mill was built in 1790.");
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, "a.txt"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        var report = await knowledge.UpdateAsync();

        Assert.True(report.Changes.AreNone);
        Assert.Equal(2001, Assert.Single(await knowledge.ListAsync()).Modified.Year);
    }

    [Fact]
    public async Task UpdateAsync_RenamedFile_IsEmbeddedNeverAgainAndFoundUnderItsNewName()
    {
        _folder.Write("old name.txt", "The mill was built in 1790.");
        _folder.Write("other.txt", "The bridge was built in 1810.");
        await using (var first = Open())
        {
            await first.UpdateAsync();
        }

        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub"));
        File.Move(Path.Combine(_folder.Path, "old name.txt"), Path.Combine(_folder.Path, "sub", "new name.txt"));
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
        _folder.Write("a.md", "# Mill\n\nThe mill was built in 1790.\n");
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        _folder.Write("b.md", "# Mill\n\nThe mill was built in 1790.\n");

        var report = await knowledge.UpdateAsync();

        Assert.Equal(["b.md"], report.Changes.Added);
        Assert.Equal(0, report.EmbeddedChunks);
        Assert.Equal(2, report.Documents);
    }

    [Fact]
    public async Task UpdateAsync_DeletedFile_DisappearsBeforeOthersAreEmbedded()
    {
        _folder.Write("a.txt", "The mill was built in 1790.");
        _folder.Write("b.txt", "The bridge was built in 1810 by someone.");
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        File.Delete(Path.Combine(_folder.Path, "a.txt"));
        _folder.Write("c.txt", "The tower was built in 1820.");
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
        _folder.Write("a.txt", string.Join(' ', Enumerable.Range(1, 8).Select(Prose)));
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        _folder.Write("a.txt", "The mill is gone.");

        await knowledge.UpdateAsync();

        Assert.Equal(["a.txt#0"], await knowledge.FindAsync("mill"));
    }

    [Fact]
    public async Task UpdateAsync_EndedInTheMiddle_IsContinuedByTheNextProcess()
    {
        var files = 4 * IngestionPipeline.ChunksPerBatch;
        for (var i = 0; i < files; i++)
        {
            _folder.Write($"{i}.txt", $"The mill number {i} was built in {1700 + i}.");
        }

        using var dying = new CancellationTokenSource();
        int embedded;
        await using (var first = Open())
        {
            var batches = 0;
            first.Encoder.Before = _ => ++batches == 3 ? dying.CancelAsync() : Task.CompletedTask;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Indexer.UpdateAsync(_folder.Path, cancellationToken: dying.Token));
            embedded = first.Encoder.Texts.Count;
        }

        await using var second = Open();
        var report = await second.UpdateAsync();

        Assert.InRange(report.EmbeddedChunks, 1, files - 1);
        Assert.Equal(files, report.Documents);
        Assert.Equal(await BuiltAtOnceAsync(), await second.DescribeAsync());
        Assert.True(embedded > 0);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.99)]
    public async Task UpdateAsync_DamagedSnapshot_IsBuiltAgainWithAWarning(double where)
    {
        WriteSome();
        await using (var first = Open())
        {
            await first.UpdateAsync();
        }

        var path = SnapshotPath();
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[(int)(where * (bytes.Length - 1))] ^= 0x20;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        await AssertRebuiltAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task UpdateAsync_TruncatedSnapshot_IsBuiltAgainWithAWarning(int length)
    {
        WriteSome();
        await using (var first = Open())
        {
            await first.UpdateAsync();
        }

        await using (var file = File.OpenWrite(SnapshotPath()))
        {
            file.SetLength(length);
        }

        await AssertRebuiltAsync();
    }

    [Fact]
    public async Task UpdateAsync_SnapshotOfAnotherModel_IsBuiltAgainWithAWarning()
    {
        WriteSome();
        await using (var first = Open(new CountingEncoder { Identity = "another" }))
        {
            await first.UpdateAsync();
        }

        await AssertRebuiltAsync();
    }

    [Fact]
    public async Task UpdateAsync_WhileAnotherProcessKeepsTheIndex_UsesItAndLeavesItAlone()
    {
        WriteSome();
        await using var first = Open();
        await first.UpdateAsync();
        var saved = await File.ReadAllBytesAsync(SnapshotPath(), TestContext.Current.CancellationToken);
        _folder.Write("new.txt", "The tower was built in 1820.");

        await using var second = Open();
        var report = await second.UpdateAsync();

        Assert.Equal(1, report.EmbeddedChunks);
        Assert.NotEmpty(await second.FindAsync("tower"));
        Assert.Equal(saved, await File.ReadAllBytesAsync(SnapshotPath(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task UpdateAsync_ManyChanges_KeepTheSnapshotSmallAndRight()
    {
        _folder.Write("keep.txt", "The bridge was built in 1810.");
        var large = string.Join(' ', Enumerable.Range(1, 400).Select(Prose));
        long size;
        await using (var knowledge = Open())
        {
            _folder.Write("a.txt", large);
            await knowledge.UpdateAsync();
            size = new FileInfo(SnapshotPath()).Length;
            for (var i = 0; i < 6; i++)
            {
                _folder.Write("a.txt", $"Version {i}. {large}");
                await knowledge.UpdateAsync();
            }
        }

        Assert.InRange(new FileInfo(SnapshotPath()).Length, size / 2, 3 * size);
        await using var second = Open();
        await second.UpdateAsync();
        Assert.Empty(second.Encoder.Texts);
        Assert.Equal(await BuiltAtOnceAsync(), await second.DescribeAsync());
    }

    [Fact]
    public async Task UpdateAsync_OtherReadersOrSettings_ReadsAgainAndEmbedsOnlyWhatIsOther()
    {
        WriteSome();
        await using (var first = Open())
        {
            await first.UpdateAsync();
        }

        await using var second = new FolderKnowledge(_folder.Path, _indexes.Path, configure: services => services.Configure<DocumentOptions>(options => options.MaxPages = 7));
        var report = await second.UpdateAsync();

        Assert.Equal(["a.txt", "b.txt"], report.Changes.ReadAgain);
        Assert.Equal(0, report.EmbeddedChunks);
    }

    [Fact]
    public async Task UpdateAsync_FolderThatCannotBeSaved_IsIndexedWithAWarning()
    {
        WriteSome();
        _indexes.Write("file", "in the way");
        await using var knowledge = new FolderKnowledge(_folder.Path, Path.Combine(_indexes.Path, "file"));

        var report = await knowledge.UpdateAsync();

        Assert.Equal(2, report.Documents);
        Assert.Contains("Indexing:Path", Assert.Single(knowledge.Log.Entries, entry => entry.Level == LogLevel.Warning).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_ChangedFolder_SaysWhatAnUpdateWouldDoAndDoesNothing()
    {
        _folder.Write("same.txt", "The well was dug in 1700.");
        _folder.Write("changed.txt", "The mill was built in 1790.");
        _folder.Write("gone.txt", "The bridge was built in 1810 by hand.");
        _folder.Write("moved.txt", "The tower was built in 1820, they say.");
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        var before = await knowledge.DescribeAsync();
        _folder.Write("changed.txt", "The mill was built in 1791.");
        _folder.Write("new.txt", "The school was built in 1900.");
        File.Delete(Path.Combine(_folder.Path, "gone.txt"));
        File.Move(Path.Combine(_folder.Path, "moved.txt"), Path.Combine(_folder.Path, "there.txt"));

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

    [Fact]
    public async Task FollowAsync_FileThatGrows_IsLeftAloneUntilItStaysTheSame()
    {
        WriteSome();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var knowledge = new FolderKnowledge(
            _folder.Path, _indexes.Path, configure: services => services.AddSingleton<TimeProvider>(time), settlingTime: TimeSpan.FromSeconds(1));
        await knowledge.UpdateAsync();

        for (var part = 1; part <= 3; part++)
        {
            await File.AppendAllTextAsync(Path.Combine(_folder.Path, "copy.txt"), $"The tower of part {part} was built. ", TestContext.Current.CancellationToken);
            Assert.Equal(1, (await knowledge.FollowAsync()).Postponed);
            Assert.Empty(await knowledge.FindAsync("tower"));
            time.Advance(TimeSpan.FromSeconds(0.9));
        }

        time.Advance(TimeSpan.FromSeconds(0.1));
        var report = await knowledge.FollowAsync();

        Assert.Equal(0, report.Postponed);
        Assert.Equal(["copy.txt"], report.Changes.Added);
        Assert.Equal(["copy.txt#0"], await knowledge.FindAsync("tower"));
    }

    [Fact]
    public async Task FollowAsync_RenamedFile_KeepsItsVectorsThoughItHasToSettle()
    {
        WriteSome();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var encoder = new CountingEncoder();
        await using var knowledge = new FolderKnowledge(
            _folder.Path, _indexes.Path, encoder, services => services.AddSingleton<TimeProvider>(time), settlingTime: TimeSpan.FromSeconds(1));
        await knowledge.UpdateAsync();
        var embedded = encoder.Texts.Count;
        File.Move(Path.Combine(_folder.Path, "a.txt"), Path.Combine(_folder.Path, "z.txt"));

        await knowledge.FollowAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        var report = await knowledge.FollowAsync();

        Assert.Equal([new FileRename("a.txt", "z.txt")], report.Changes.Renamed);
        Assert.Equal(embedded, encoder.Texts.Count);
        Assert.Equal(["z.txt#0"], await knowledge.FindAsync("mill"));
    }

    [Fact]
    public async Task FollowAsync_DeletedFile_DisappearsAtOnceAndTheLastOneToo()
    {
        WriteSome();
        await using var knowledge = Open();
        await knowledge.UpdateAsync();

        File.Delete(Path.Combine(_folder.Path, "a.txt"));
        await knowledge.FollowAsync();
        Assert.Empty(await knowledge.FindAsync("mill"));

        File.Delete(Path.Combine(_folder.Path, "b.txt"));
        var report = await knowledge.FollowAsync();
        Assert.Equal(0, report.Documents);
    }

    [Fact]
    public async Task FollowAsync_FolderThatIsGone_KeepsTheIndex()
    {
        WriteSome();
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        var moved = _folder.Path + "-moved";
        Directory.Move(_folder.Path, moved);
        try
        {
            await Assert.ThrowsAsync<KnowledgeFolderException>(knowledge.FollowAsync);
            Assert.NotEmpty(await knowledge.FindAsync("mill"));
        }
        finally
        {
            Directory.Move(moved, _folder.Path);
        }
    }

    [Fact]
    public async Task LoadAsync_SavedIndex_CanBeSearchedUnlessItIsOnlyTheBeginning()
    {
        WriteSome();
        await using (var first = Open())
        {
            Assert.Null(await first.Indexer.LoadAsync(_folder.Path, TestContext.Current.CancellationToken));
            first.Encoder.Before = _ => throw new InvalidOperationException("The process dies here.");
            await Assert.ThrowsAsync<InvalidOperationException>(() => first.UpdateAsync());
        }

        await using (var second = Open())
        {
            Assert.Null(await second.Indexer.LoadAsync(_folder.Path, TestContext.Current.CancellationToken));
            await second.UpdateAsync();
        }

        await using var third = Open();
        var report = await third.Indexer.LoadAsync(_folder.Path, TestContext.Current.CancellationToken);
        Assert.Equal(2, report?.Documents);
        Assert.NotEmpty(await third.FindAsync("mill"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UpdateAsync_ManyChunksAfterARestart_AreFoundByTheSavedWordsWithTheSameScores(bool isDamaged)
    {
        for (var i = 0; i < 520; i++)
        {
            _folder.Write($"{i}.txt", $"The mill number {i} was built in {1000 + (i % 900)} by family {i % 70}.");
        }

        await using (var first = Open())
        {
            await first.UpdateAsync();
        }

        // A few changes later the saved words are no longer quite those of the index.
        IReadOnlyList<KeywordMatch> before;
        await using (var second = Open())
        {
            File.Delete(Path.Combine(_folder.Path, "7.txt"));
            _folder.Write("8.txt", "The bridge was built in 1810 by family 12.");
            _folder.Write("new.txt", "The tower number 12 was built in 1820.");
            await second.UpdateAsync();
            before = await second.SearchAsync("mill bridge tower 12 1810 family");
        }

        var words = Assert.Single(Directory.GetFiles(_indexes.Path, "*.keywords"));
        if (isDamaged)
        {
            await using var file = File.OpenWrite(words);
            file.SetLength(file.Length / 2);
        }

        await using var third = Open();
        var report = await third.UpdateAsync();

        Assert.Equal(0, report.EmbeddedChunks);
        Assert.Equal(100, before.Count);
        Assert.Equal(before, await third.SearchAsync("mill bridge tower 12 1810 family"));
        Assert.DoesNotContain("7.txt#0", await third.FindAsync("7"));
        Assert.Equal(["new.txt#0"], await third.FindAsync("tower"));
        Assert.Equal(await BuiltAtOnceAsync(), await third.DescribeAsync());
    }

    private static string Prose(int i) =>
        string.Join(' ', Enumerable.Range(1, 12).Select(j => $"The mill {i} of valley {j} was kept with great care by its owner, who lived beside the river all year."));

    private void WriteSome()
    {
        // Written long ago, so that their times say for sure whether they changed.
        File.SetLastWriteTimeUtc(_folder.Write("a.txt", "The mill was built in 1790 by Ann."), new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.SetLastWriteTimeUtc(_folder.Write("b.txt", "The bridge came in 1810 too."), new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    private FolderKnowledge Open(CountingEncoder? encoder = null) => new(_folder.Path, _indexes.Path, encoder);

    private string SnapshotPath() => Assert.Single(Directory.GetFiles(_indexes.Path, "*.index"));

    private async Task<string> BuiltAtOnceAsync()
    {
        using var indexes = new TemporaryFolder();
        await using var knowledge = new FolderKnowledge(_folder.Path, indexes.Path);
        await knowledge.UpdateAsync();
        return await knowledge.DescribeAsync();
    }

    private async Task AssertRebuiltAsync()
    {
        await using (var second = Open())
        {
            await second.UpdateAsync();
            Assert.Contains(second.Log.Entries, entry => entry.Level == LogLevel.Warning);
            Assert.Equal(await BuiltAtOnceAsync(), await second.DescribeAsync());
        }

        await using var third = Open();
        await third.UpdateAsync();
        Assert.Empty(third.Encoder.Texts);
        Assert.DoesNotContain(third.Log.Entries, entry => entry.Level > LogLevel.Debug);
    }

    private sealed class Recorder(List<FolderProgress> told) : IProgress<FolderProgress>
    {
        public void Report(FolderProgress value) => told.Add(value);
    }
}
