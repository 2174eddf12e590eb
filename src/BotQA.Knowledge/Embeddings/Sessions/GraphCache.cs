using BotQA.Knowledge.Embeddings.Onnx;
using Microsoft.Extensions.Logging;

namespace BotQA.Knowledge.Embeddings.Sessions;

/// <summary>
/// Keeps graphs as files, so that weights are converted once. A file is written under a temporary name and then renamed, so
/// that any number of processes may build the same graph at the same time. A file that doesn't pass its checksum is built
/// again; where nothing can be written the graph is held in memory.
/// </summary>
internal sealed partial class GraphCache(string? folder, ILogger logger)
{
    private readonly string _folder = CacheFolder.Resolve(folder);

    /// <summary>The graph of <paramref name="recipe"/>, from the cache or else built and kept.</summary>
    public CachedGraph Open(GraphRecipe recipe)
    {
        var path = Path.Combine(_folder, recipe.FileName);
        if (IsValid(path))
        {
            return CachedGraph.InFile(path);
        }

        var graph = Build(recipe, path);

        // A conversion leaves two or three times the weights' size behind, which a bot that runs on would otherwise keep.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return graph;
    }

    private bool IsValid(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            if (GraphSeal.Verify(file))
            {
                return true;
            }

            LogDamaged(path);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private CachedGraph Build(GraphRecipe recipe, string path)
    {
        var graph = recipe.Build();
        var temporary = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(_folder);
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                OnnxWriter.Write(graph, file);
                GraphSeal.Append(file);
            }

            Publish(temporary, path);
            return CachedGraph.InFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotKept(e, _folder);
            TryDelete(temporary);
            using var content = new MemoryStream();
            OnnxWriter.Write(graph, content);
            return CachedGraph.InMemory(content.ToArray());
        }
    }

    private void Publish(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // On Windows a file that another process is reading can't be replaced; it is as good as ours if that process made it.
            if (!IsValid(path))
            {
                throw;
            }

            TryDelete(temporary);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A left-over file costs space, no more.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cached model '{Path}' is damaged; it is built again.")]
    private partial void LogDamaged(string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The embedding model can't be cached in '{Folder}', so every start converts it again. Make the folder writable or set Embeddings:CachePath to another.")]
    private partial void LogNotKept(Exception exception, string folder);
}
