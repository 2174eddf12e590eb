using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Tests.Ingestion.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.Knowledge.Tests.Ingestion;

/// <summary>A folder that is written to while it is followed.</summary>
public sealed class FollowedFolderTests : FolderIndexTests
{
    [Fact]
    public async Task FollowAsync_FileThatGrows_IsLeftAloneUntilItStaysTheSame()
    {
        WriteSome();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var knowledge = new FolderKnowledge(
            Folder.Path, Indexes.Path, configure: services => services.AddSingleton<TimeProvider>(time), settlingTime: TimeSpan.FromSeconds(1));
        await knowledge.UpdateAsync();

        for (var part = 1; part <= 3; part++)
        {
            await File.AppendAllTextAsync(Path.Combine(Folder.Path, "copy.txt"), $"The tower of part {part} was built. ", TestContext.Current.CancellationToken);
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
            Folder.Path, Indexes.Path, encoder, services => services.AddSingleton<TimeProvider>(time), settlingTime: TimeSpan.FromSeconds(1));
        await knowledge.UpdateAsync();
        var embedded = encoder.Texts.Count;
        File.Move(Path.Combine(Folder.Path, "a.txt"), Path.Combine(Folder.Path, "z.txt"));

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

        File.Delete(Path.Combine(Folder.Path, "a.txt"));
        await knowledge.FollowAsync();
        Assert.Empty(await knowledge.FindAsync("mill"));

        File.Delete(Path.Combine(Folder.Path, "b.txt"));
        var report = await knowledge.FollowAsync();
        Assert.Equal(0, report.Documents);
    }

    [Fact]
    public async Task FollowAsync_FolderThatIsGone_KeepsTheIndex()
    {
        WriteSome();
        await using var knowledge = Open();
        await knowledge.UpdateAsync();
        var moved = Folder.Path + "-moved";
        Directory.Move(Folder.Path, moved);
        try
        {
            await Assert.ThrowsAsync<KnowledgeFolderException>(knowledge.FollowAsync);
            Assert.NotEmpty(await knowledge.FindAsync("mill"));
        }
        finally
        {
            Directory.Move(moved, Folder.Path);
        }
    }
}
