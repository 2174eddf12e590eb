using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Ingestion.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotQA.Knowledge.Tests.Ingestion;

/// <summary>What a process finds that another one has saved, whole or not.</summary>
public sealed class SavedIndexTests : FolderIndexTests
{
    [Fact]
    public async Task UpdateAsync_AfterARestart_EmbedsNothingAndFindsTheSame()
    {
        Folder.Write("a.txt", "The mill was built in 1790.");
        Folder.Write("b.csv", "Article,Price\nRake,24.50\nHoe,19.00\n");
        Folder.Write("ünïcödé 文書.md", "---\ntitle: Notes\n---\n# One\n\nThe bridge was built in 1810.\n\n## Two\n\nIt fell in 1822 \ud83d\ude00.\n");
        Folder.Write("bad.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0, 0]);
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
    public async Task UpdateAsync_EndedInTheMiddle_IsContinuedByTheNextProcess()
    {
        var files = 4 * IngestionPipeline.ChunksPerBatch;
        for (var i = 0; i < files; i++)
        {
            Folder.Write($"{i}.txt", $"The mill number {i} was built in {1700 + i}.");
        }

        using var dying = new CancellationTokenSource();
        int embedded;
        await using (var first = Open())
        {
            var batches = 0;
            first.Encoder.Before = _ => ++batches == 3 ? dying.CancelAsync() : Task.CompletedTask;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Indexer.UpdateAsync(Folder.Path, cancellationToken: dying.Token));
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
        Folder.Write("new.txt", "The tower was built in 1820.");

        await using var second = Open();
        var report = await second.UpdateAsync();

        Assert.Equal(1, report.EmbeddedChunks);
        Assert.NotEmpty(await second.FindAsync("tower"));
        Assert.Equal(saved, await File.ReadAllBytesAsync(SnapshotPath(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task UpdateAsync_ManyChanges_KeepTheSnapshotSmallAndRight()
    {
        Folder.Write("keep.txt", "The bridge was built in 1810.");
        var large = string.Join(' ', Enumerable.Range(1, 400).Select(Prose));
        long size;
        await using (var knowledge = Open())
        {
            Folder.Write("a.txt", large);
            await knowledge.UpdateAsync();
            size = new FileInfo(SnapshotPath()).Length;
            for (var i = 0; i < 6; i++)
            {
                Folder.Write("a.txt", $"Version {i}. {large}");
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

        await using var second = new FolderKnowledge(Folder.Path, Indexes.Path, configure: services => services.Configure<DocumentOptions>(options => options.MaxPages = 7));
        var report = await second.UpdateAsync();

        Assert.Equal(["a.txt", "b.txt"], report.Changes.ReadAgain);
        Assert.Equal(0, report.EmbeddedChunks);
    }

    [Fact]
    public async Task UpdateAsync_FolderThatCannotBeSaved_IsIndexedWithAWarning()
    {
        WriteSome();
        Indexes.Write("file", "in the way");
        await using var knowledge = new FolderKnowledge(Folder.Path, Path.Combine(Indexes.Path, "file"));

        var report = await knowledge.UpdateAsync();

        Assert.Equal(2, report.Documents);
        Assert.Contains("Indexing:Path", Assert.Single(knowledge.Log.Entries, entry => entry.Level == LogLevel.Warning).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_SavedIndex_CanBeSearchedUnlessItIsOnlyTheBeginning()
    {
        WriteSome();
        await using (var first = Open())
        {
            Assert.Null(await first.Indexer.LoadAsync(Folder.Path, TestContext.Current.CancellationToken));
            first.Encoder.Before = _ => throw new InvalidOperationException("The process dies here.");
            await Assert.ThrowsAsync<InvalidOperationException>(() => first.UpdateAsync());
        }

        await using (var second = Open())
        {
            Assert.Null(await second.Indexer.LoadAsync(Folder.Path, TestContext.Current.CancellationToken));
            await second.UpdateAsync();
        }

        await using var third = Open();
        var report = await third.Indexer.LoadAsync(Folder.Path, TestContext.Current.CancellationToken);
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
            Folder.Write($"{i}.txt", $"The mill number {i} was built in {1000 + (i % 900)} by family {i % 70}.");
        }

        await using (var first = Open())
        {
            await first.UpdateAsync();
        }

        // A few changes later the saved words are no longer quite those of the index.
        IReadOnlyList<KeywordMatch> before;
        await using (var second = Open())
        {
            File.Delete(Path.Combine(Folder.Path, "7.txt"));
            Folder.Write("8.txt", "The bridge was built in 1810 by family 12.");
            Folder.Write("new.txt", "The tower number 12 was built in 1820.");
            await second.UpdateAsync();
            before = await second.SearchAsync("mill bridge tower 12 1810 family");
        }

        var words = Assert.Single(Directory.GetFiles(Indexes.Path, "*.keywords"));
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
}
