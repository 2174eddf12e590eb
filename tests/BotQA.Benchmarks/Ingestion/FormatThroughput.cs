using System.Diagnostics;

namespace BotQA.Benchmarks.Ingestion;

/// <summary>Documents and chunks a second by format: read and cut alone, and with embedding.</summary>
internal static class FormatThroughput
{
    private const int Documents = 100;

    public static async Task<int> RunAsync()
    {
        Console.WriteLine("| format | documents | chunks | read and cut: documents/s | chunks/s | indexed: documents/s | chunks/s |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var format in new GeneratedDocuments(seed: 1).Formats.Keys)
        {
            var root = Directory.CreateTempSubdirectory("botqa-formats-").FullName;
            try
            {
                await MeasureAsync(format, root);
            }
            finally
            {
                Directory.Delete(root, recursive: true);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(string format, string root)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "documents")).FullName;
        var write = new GeneratedDocuments(seed: 1).Formats[format];
        for (var i = 0; i < Documents; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{i}{format}"), write(i));
        }

        // Once for the compiler, then measured.
        await IndexAsync(folder, Path.Combine(root, "first"), new FreeEncoder());
        var (_, chunks, cut) = await IndexAsync(folder, Path.Combine(root, "cut"), new FreeEncoder());
        var (documents, _, indexed) = await IndexAsync(folder, Path.Combine(root, "indexed"), encoder: null);
        Console.WriteLine($"| `{format}` | {documents} | {chunks} | {documents / cut:N0} | {chunks / cut:N0} | {documents / indexed:N1} | {chunks / indexed:N1} |");
    }

    private static async Task<(int Documents, int Chunks, double Seconds)> IndexAsync(string folder, string indexes, FreeEncoder? encoder)
    {
        await using var host = new IngestionHost(indexes, encoder);
        var started = Stopwatch.GetTimestamp();
        var report = await host.Indexer.UpdateAsync(folder);
        return (report.Documents, report.Chunks, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
