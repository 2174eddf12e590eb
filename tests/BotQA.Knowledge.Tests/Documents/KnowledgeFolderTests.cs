using System.Text;
using BotQA.Knowledge.Documents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Tests.Documents;

public sealed class KnowledgeFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_FilesInFolders_AreReadInOrdinalOrderOfTheirIds()
    {
        _folder.Write("b.txt", "B.");
        _folder.Write("B.MD", "# Big");
        _folder.Write("a/z.markdown", "Z.");
        _folder.Write("a/b/c.txt", "C.");
        _folder.Write("a.txt", "A.");

        var results = await Reading.Folder().All(_folder.Path);

        Assert.Equal(["B.MD", "a.txt", "a/b/c.txt", "a/z.markdown", "b.txt"], results.Select(r => r.Id));
        Assert.All(results, r => Assert.Equal(r.Id, r.Document?.Id));
    }

    [Fact]
    public void List_HiddenAndUnknownFiles_AreLeftOutAndSkipped()
    {
        _folder.Write("notes.txt", "N.");
        _folder.Write(".hidden.txt", "H.");
        _folder.Write(".git/config.txt", "G.");
        _folder.Write("data.xyz", "X.");
        _folder.Write("README", "R.");

        var listing = Reading.Folder().List(_folder.Path);

        Assert.Equal(["notes.txt"], listing.Files.Select(f => f.Id));
        Assert.Equal(["README", "data.xyz"], listing.Skipped);
        Assert.Empty(listing.Failures);
    }

    [Fact]
    public async Task ReadAsync_BadFiles_FailWithAReasonAndTheRestGoesOn()
    {
        _folder.Write("1-empty.txt", "  \n");
        _folder.Write("2-binary.txt", [0, 1, 2, 3, 0, 0, 255, 254, 9]);
        _folder.Write("3-cyrillic.txt", CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("Привет, это неверная кодировка."));
        _folder.Write("4-large.txt", new string('x', 2000));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "5-nowhere.txt"), Path.Combine(_folder.Path, "missing.txt"));
        _folder.Write("6-good.txt", "Good.");

        var results = await Reading.Folder(maxFileBytes: 1024).All(_folder.Path);

        Assert.Equal(6, results.Count);
        Assert.Contains("is empty", results[0].Failure);
        Assert.Contains("isn't text", results[1].Failure);
        Assert.Contains("encoding", results[2].Failure);
        Assert.Contains("Knowledge:MaxFileBytes", results[3].Failure);
        Assert.Contains("leads nowhere", results[4].Failure);
        Assert.Equal("Good.", results[5].Document?.Text);
    }

    [Fact]
    public async Task ReadAsync_HugeFile_IsRefusedUnread()
    {
        var path = Path.Combine(_folder.Path, "huge.txt");
        using (var file = File.Create(path))
        {
            // More than an array can hold: reading it first would fail for another reason.
            file.SetLength(4L << 30);
        }

        var result = Assert.Single(await new KnowledgeFolder([new TextDocumentReader()], Options.Create(new DocumentOptions())).All(_folder.Path));

        Assert.Equal("The file has 4096 MB, more than the 50 MB allowed. Split it, or raise the setting Knowledge:MaxFileBytes.", result.Failure);
    }

    [Fact]
    public async Task ReadAsync_LockedFile_SaysSo()
    {
        using var locked = new FileStream(_folder.Write("locked.txt", "L."), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var result = Assert.Single(await Reading.Folder().All(_folder.Path));

        Assert.Contains("locked by another program", result.Failure);
    }

    [Fact]
    public async Task ReadAsync_FileThatVanished_FailsAndTheRestGoesOn()
    {
        _folder.Write("a.txt", "A.");
        var vanishing = _folder.Write("b.txt", "B.");
        _folder.Write("c.txt", "C.");
        var results = new List<DocumentReadResult>();

        await foreach (var result in Reading.Folder().ReadAsync(_folder.Path, TestContext.Current.CancellationToken))
        {
            File.Delete(vanishing);
            results.Add(result);
        }

        Assert.Equal([true, false, true], results.Select(r => r.Succeeded));
        Assert.Contains("gone", results[1].Failure);
    }

    [Fact]
    public async Task ReadAsync_ReaderThatThrows_FailsThatFileOnly()
    {
        _folder.Write("a.odd", "A.");
        _folder.Write("b.txt", "B.");
        var folder = new KnowledgeFolder([new TextDocumentReader(), new ThrowingReader()], Options.Create(new DocumentOptions()));

        var results = await folder.All(_folder.Path);

        Assert.Contains("stack of cards fell", results[0].Failure);
        Assert.Contains(".odd", results[0].Failure);
        Assert.True(results[1].Succeeded);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Throws()
    {
        _folder.Write("a.txt", "A.");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Reading.Folder().ReadAsync(_folder.Path, cancelled.Token))
            {
            }
        });
    }

    [Fact]
    public void List_CircularLinks_AreNotFollowed()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("far.txt", "F.");
        _folder.Write("sub/near.txt", "N.");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "sub", "back"), _folder.Path);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "twice"), Path.Combine(_folder.Path, "sub"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "out"), elsewhere.Path);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "out2"), elsewhere.Path);
        Directory.CreateSymbolicLink(Path.Combine(elsewhere.Path, "home"), _folder.Path);

        var listing = Reading.Folder().List(_folder.Path);

        Assert.Equal(["out/far.txt", "sub/near.txt"], listing.Files.Select(f => f.Id));
    }

    [Fact]
    public void List_FolderReachedByALink_IsListed()
    {
        _folder.Write("docs/a.txt", "A.");
        var link = Path.Combine(_folder.Path, "link");
        Directory.CreateSymbolicLink(link, Path.Combine(_folder.Path, "docs"));

        Assert.Equal(["a.txt"], Reading.Folder().List(link).Files.Select(f => f.Id));
    }

    [Fact]
    public void List_MissingFolder_NamesTheFolderAndTheSettings()
    {
        var missing = Path.Combine(_folder.Path, "missing");

        var exception = Assert.Throws<KnowledgeFolderException>(() => Reading.Folder().List(missing));

        Assert.Equal(missing, exception.Folder);
        Assert.All(
            [missing, "doesn't exist", "Knowledge:Path", "--knowledge", ".markdown, .md, .txt"], part => Assert.Contains(part, exception.Message));
    }

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData(".hidden.txt", "is empty")]
    [InlineData("slides.key", "'slides.key' is of another format")]
    public void List_NothingToRead_NamesTheFolderAndTheSettings(string? file, string reason)
    {
        if (file is not null)
        {
            _folder.Write(file, "x");
        }

        var exception = Assert.Throws<KnowledgeFolderException>(() => Reading.Folder().List(_folder.Path));

        Assert.All([_folder.Path, reason, "Knowledge:Path", "--knowledge"], part => Assert.Contains(part, exception.Message));
    }

    [Fact]
    public void List_PathOfAFile_SaysSo()
    {
        var exception = Assert.Throws<KnowledgeFolderException>(() => Reading.Folder().List(_folder.Write("a.txt", "A.")));

        Assert.Contains("is a file", exception.Message);
    }

    [Fact]
    public void AddDocumentReaders_ReaderOfTheUser_ReplacesOursAndAddsFormats()
    {
        using var services = new ServiceCollection()
            .AddDocumentReaders()
            .AddDocumentReaders()
            .AddSingleton<DocumentReader, ThrowingReader>()
            .BuildServiceProvider();

        var extensions = services.GetRequiredService<KnowledgeFolder>().Extensions;
        Assert.Superset(new HashSet<string> { ".markdown", ".md", ".odd", ".txt", ".pdf", ".docx" }, extensions.ToHashSet());
        Assert.Equal(services.GetServices<DocumentReader>().Count(), services.GetServices<DocumentReader>().DistinctBy(r => r.GetType()).Count());
    }

    [Fact]
    public void AddDocumentReaders_LimitOutOfRange_IsRefused()
    {
        using var services = new ServiceCollection().AddDocumentReaders(o => o.MaxFileBytes = 0).BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<KnowledgeFolder>());

        Assert.Contains(nameof(DocumentOptions.MaxFileBytes), exception.Message);
    }

    private sealed class ThrowingReader : DocumentReader
    {
        public override IReadOnlyList<string> Extensions { get; } = [".odd"];

        public override Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The stack of cards fell.");
    }
}
