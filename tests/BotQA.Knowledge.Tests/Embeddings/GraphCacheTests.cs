using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Onnx;
using BotQA.Knowledge.Embeddings.Sessions;
using BotQA.Knowledge.Tests.Embeddings.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace BotQA.Knowledge.Tests.Embeddings;

public sealed class GraphCacheTests : IDisposable
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _folder = new();
    private readonly ListLogger _logger = new();
    private int _builds;

    [Fact]
    public void Open_FirstTime_BuildsAndKeepsAGraphThatRuns()
    {
        var graph = new GraphCache(_folder.Path, _logger).Open(Recipe());

        Assert.Equal(_folder.File("add-one-0123456789abcdef-v3.onnx"), graph.Path);
        Assert.Equal([graph.Path], Directory.GetFiles(_folder.Path));
        Assert.Equal([2f, 3f], AddOne(graph, [1f, 2f]));
        Assert.Empty(_logger.Entries);
    }

    [Fact]
    public void Open_SecondTime_DoesNotBuild()
    {
        new GraphCache(_folder.Path, _logger).Open(Recipe());

        var graph = new GraphCache(_folder.Path, _logger).Open(Recipe());

        Assert.Equal(1, _builds);
        Assert.Equal([2f], AddOne(graph, [1f]));
    }

    [Fact]
    public void Open_OtherVersionOrWeights_BuildsAnotherFile()
    {
        var cache = new GraphCache(_folder.Path, _logger);
        cache.Open(Recipe());
        cache.Open(Recipe() with { Version = 4 });
        cache.Open(Recipe() with { WeightsSha256 = new string('f', 64) });

        Assert.Equal(3, _builds);
        Assert.Equal(3, Directory.GetFiles(_folder.Path).Length);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Open_DamagedFile_BuildsAgainAndWarns(double place)
    {
        var path = new GraphCache(_folder.Path, _logger).Open(Recipe()).Path!;
        var content = File.ReadAllBytes(path);
        content[(int)(content.Length * place)] ^= 0x40;
        File.WriteAllBytes(path, content);

        var graph = new GraphCache(_folder.Path, _logger).Open(Recipe());

        Assert.Equal(2, _builds);
        Assert.Equal([2f], AddOne(graph, [1f]));
        Assert.Contains(path, Assert.Single(_logger.Entries, entry => entry.Level == LogLevel.Warning).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100)]
    public void Open_FileCutShort_BuildsAgain(int length)
    {
        var path = new GraphCache(_folder.Path, _logger).Open(Recipe()).Path!;
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);

        var graph = new GraphCache(_folder.Path, _logger).Open(Recipe());

        Assert.Equal([2f], AddOne(graph, [1f]));
        Assert.Equal(2, _builds);
    }

    [Fact]
    public void Open_FolderCannotBeMade_HoldsTheGraphInMemoryAndWarns()
    {
        File.WriteAllText(_folder.File("occupied"), "not a folder");
        var folder = _folder.File("occupied");

        var graph = new GraphCache(folder, _logger).Open(Recipe());

        Assert.Null(graph.Path);
        Assert.Equal([2f], AddOne(graph, [1f]));
        var warning = Assert.Single(_logger.Entries);
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains(folder, warning.Message, StringComparison.Ordinal);
        Assert.Contains("Embeddings:CachePath", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileTakenByAFolder_HoldsTheGraphInMemoryAndLeavesNoFileBehind()
    {
        Directory.CreateDirectory(_folder.File(Recipe().FileName));

        var graph = new GraphCache(_folder.Path, _logger).Open(Recipe());

        Assert.Equal([2f], AddOne(graph, [1f]));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Open_ManyAtOnce_AllGetAWholeGraph()
    {
        using var start = new Barrier(8);
        var graphs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return new GraphCache(_folder.Path, _logger).Open(Recipe());
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.All(graphs, graph => Assert.Equal([2f], AddOne(graph, [1f])));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Generator_CacheCannotBeWritten_EmbedsAllTheSameAndWarns()
    {
        File.WriteAllText(_folder.File("occupied"), "not a folder");
        using var generator = TestModel.CreateGenerator(new EmbeddingOptions { CachePath = _folder.File("occupied") }, _logger);

        var vector = await generator.GenerateVectorAsync("castle", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            (await TestModel.Generator().GenerateVectorAsync("castle", cancellationToken: TestContext.Current.CancellationToken)).ToArray(),
            vector.ToArray());
        Assert.Single(_logger.Entries);
    }

    public void Dispose() => _folder.Dispose();

    private static float[] AddOne(CachedGraph graph, float[] values)
    {
        using var session = new OnnxSession(graph, optimize: false);
        var result = new float[values.Length];
        using var input = OrtValue.CreateTensorValueFromMemory(values, [values.Length]);
        using var output = OrtValue.CreateTensorValueFromMemory(result, [values.Length]);
        session.Run(["x"], [input], "y", output);
        return result;
    }

    private GraphRecipe Recipe() => new("add-one", Hash, Version: 3, () =>
    {
        Interlocked.Increment(ref _builds);
        var graph = new OnnxGraph();
        var x = graph.AddInput("x", OnnxElementType.Single, "n");
        graph.AddOutput("y", graph.AddNode("Add", [x, graph.AddConstant("one", OnnxElementType.Single, [1], [1f])]), OnnxElementType.Single, "n");
        return graph;
    });
}
