using System.Text.Json;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion;
using BotQA.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Commands;

/// <summary>The commands about a saved index, with the real one.</summary>
public sealed class DocumentsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _indexes = new();

    public DocumentsCommandTests()
    {
        _folder.Write("a.txt", "One sentence.");
        _folder.Write("sub/b.md", "# Title\n\nAnother sentence.\n");
        File.WriteAllBytes(Path.Combine(_folder.Path, "c.txt"), [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0, 0]);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _indexes.Dispose();
    }

    [Fact]
    public async Task Index_Folder_PrintsATableByFormatAndWhatChanged()
    {
        var run = await RunAsync("index");

        Assert.Equal(0, run.ExitCode);
        var lines = Lines(run.Output);
        Assert.Equal(["Format", "Documents", "Chunks", "Characters", "Failed"], Words(lines[0]));
        Assert.Equal([".md", "1", "1", "24", "0"], Words(lines[1]));
        Assert.Equal([".txt", "1", "1", "13", "1"], Words(lines[2]));
        Assert.Equal("3 added, 0 unchanged; 2 chunks embedded.", lines[3]);
        Assert.Equal($"Indexed 2 documents in 2 chunks from {_folder.Path}. 1 file could not be used.", lines[4]);
    }

    [Fact]
    public async Task Index_Again_EmbedsNothing()
    {
        await RunAsync("index");

        var run = await RunAsync("index");

        Assert.Contains("3 unchanged; 0 chunks embedded.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IndexCheck_ChangedFolder_OnlySaysWhatWouldChange()
    {
        await RunAsync("index");
        _folder.Write("new.txt", "A new sentence.");
        File.Delete(Path.Combine(_folder.Path, "a.txt"));

        var first = await RunAsync("index", "--check");
        var second = await RunAsync("index", "--check");

        Assert.Equal(["add: new.txt", "remove: a.txt", $"Would change in the index of {_folder.Path}: 1 added, 1 removed, 2 unchanged."], Lines(first.Output));
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(0, first.ExitCode);
    }

    [Fact]
    public async Task IndexCheck_SameFolder_SaysSo()
    {
        await RunAsync("index");

        var run = await RunAsync("index", "--check");

        Assert.Equal($"The index is up to date with {_folder.Path}: 3 files.", run.Output.TrimEnd());
    }

    [Fact]
    public async Task Documents_IndexedFolder_ListsThemWithCountsDatesAndFailures()
    {
        await RunAsync("index");

        var run = await RunAsync("documents");

        Assert.Equal(0, run.ExitCode);
        var lines = Lines(run.Output);
        Assert.Equal(["Document", "Title", "Chunks", "Characters", "Modified", "Indexed"], Words(lines[0]));
        Assert.StartsWith("a.txt", lines[1].TrimStart(), StringComparison.Ordinal);
        Assert.Contains($"{File.GetLastWriteTime(Path.Combine(_folder.Path, "a.txt")):yyyy-MM-dd HH:mm}", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("sub/b.md", lines[2].TrimStart(), StringComparison.Ordinal);
        Assert.StartsWith("c.txt: ", lines[3], StringComparison.Ordinal);
        Assert.Equal("2 documents in 2 chunks; 1 file could not be used.", lines[4]);
    }

    [Fact]
    public async Task DocumentsJson_IndexedFolder_PrintsThemAll()
    {
        await RunAsync("index");

        var run = await RunAsync("documents", "--json");

        var documents = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(["a.txt", "c.txt", "sub/b.md"], documents.Select(document => document.GetProperty("document").GetString()));
        Assert.Equal("Title", documents[2].GetProperty("title").GetString());
        Assert.Equal(1, documents[2].GetProperty("chunks").GetInt32());
        Assert.Equal(JsonValueKind.Null, documents[2].GetProperty("failure").ValueKind);
        Assert.Equal(JsonValueKind.String, documents[1].GetProperty("failure").ValueKind);
        Assert.True(documents[0].GetProperty("indexed").GetDateTimeOffset() >= documents[0].GetProperty("modified").GetDateTimeOffset());
    }

    [Fact]
    public async Task Documents_WithoutAnIndex_SaysWhatToDo()
    {
        var run = await RunAsync("documents");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("botqa index", run.Error, StringComparison.Ordinal);
    }

    private static string[] Lines(string output) => [.. output.TrimEnd().Split(Environment.NewLine).Select(line => line.TrimEnd())];

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync(
        services => services.AddSingleton<IPassageEncoder>(new LetterEncoder()).Configure<IngestionOptions>(options => options.Path = _indexes.Path),
        [.. args, "--knowledge", _folder.Path],
        new StringWriter(),
        TestContext.Current.CancellationToken);
}
