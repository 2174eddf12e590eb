using BotQA.Tests.Support;

namespace BotQA.Tests.Commands;

public sealed class IndexCommandTests : IDisposable
{
    private static readonly ScriptedAnswerer Answerer = new(q => Some.NotFound(q));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Index_FolderWithABadFile_NamesItAndIndexesTheRest()
    {
        _folder.Write("a.txt", "One sentence.");
        _folder.Write("sub/b.md", "# Title\n\nAnother sentence.\n");
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "c.txt"), [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0, 0], TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync(Answerer, "index", "--knowledge", _folder.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("c.txt: ", Assert.Single(run.Error.TrimEnd().Split(Environment.NewLine)), StringComparison.Ordinal);
        Assert.Equal($"Indexed 2 documents in 2 chunks from {_folder.Path}. 1 file could not be used.", run.Output.TrimEnd());
    }

    [Fact]
    public async Task Index_WhereNothingCanBeIndexed_Fails()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "c.txt"), [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0, 0], TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync(Answerer, "index", "--knowledge", _folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("c.txt: ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"None of the documents in '{_folder.Path}' could be indexed", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Index_AnyFolder_LoadsNothingThatAnswersNeed()
    {
        _folder.Write("a.txt", "One sentence.");
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q)) { Prepare = _ => throw new InvalidOperationException("It is prepared.") };

        var run = await CommandRun.OfAsync(answerer, "index", "--knowledge", _folder.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Index_EmptyFolder_SaysWhatToDo()
    {
        var run = await CommandRun.OfAsync(Answerer, "index", "--knowledge", _folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(_folder.Path, run.Error, StringComparison.Ordinal);
        Assert.Contains("--knowledge", run.Error, StringComparison.Ordinal);
    }
}
