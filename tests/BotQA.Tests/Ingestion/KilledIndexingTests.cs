using System.Diagnostics;
using System.Globalization;
using System.Text;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Storage;
using BotQA.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.VectorData;

namespace BotQA.Tests.Ingestion;

/// <summary>Real processes that index a folder are killed at random moments, while the folder changes from one to the next.</summary>
public sealed class KilledIndexingTests : IDisposable
{
    private const int Kills = 20;
    private const int Files = 60;
    private const int ChangesBetweenKills = 12;
    private const int LongestDelayMilliseconds = 800;
    private const int Seed = 20_250_509;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _indexes = new();
    private readonly Random _random = new(Seed);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _indexes.Dispose();
    }

    [Fact]
    public async Task Index_KilledAtTwentyRandomMoments_EndsAsIfBuiltInOneGo()
    {
        for (var i = 0; i < Files; i++)
        {
            Write(i);
        }

        var interrupted = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            interrupted += await KillAsync(Path.Combine(_indexes.Path, "killed")) ? 1 : 0;
            Change();
        }

        await FinishAsync(Path.Combine(_indexes.Path, "killed"));
        await FinishAsync(Path.Combine(_indexes.Path, "whole"));

        Assert.True(interrupted > 0, "No process was still indexing when it was killed.");
        Assert.Equal(await DescribeAsync("whole"), await DescribeAsync("killed"));
    }

    private void Write(int i)
    {
        var text = new StringBuilder($"# House {i}\n\n");
        for (var part = _random.Next(1, 5); part > 0; part--)
        {
            text.Append(CultureInfo.InvariantCulture, $"## Year {_random.Next(1500, 2000)}\n\n");
            for (var sentence = 0; sentence < 8; sentence++)
            {
                text.Append(CultureInfo.InvariantCulture, $"In year {_random.Next(1500, 2000)} the house had {_random.Next(2, 90)} windows and belonged to family {_random.Next(1000)}. ");
            }

            text.Append("\n\n");
        }

        _folder.Write($"house {i}.md", text.ToString());
    }

    private void Change()
    {
        for (var change = 0; change < ChangesBetweenKills; change++)
        {
            var i = _random.Next(Files);
            var path = Path.Combine(_folder.Path, $"house {i}.md");
            switch (_random.Next(4))
            {
                case 0 when File.Exists(path):
                    File.Delete(path);
                    break;
                case 1 when File.Exists(path):
                    File.Move(path, Path.Combine(_folder.Path, $"moved {i}.md"), overwrite: true);
                    break;
                default:
                    Write(i);
                    break;
            }
        }
    }

    /// <summary>Starts to index, and kills the process a random time after it began; tells whether it was still at it.</summary>
    private async Task<bool> KillAsync(string indexes)
    {
        using var process = Start(indexes);
        var errors = new StringBuilder();
        var began = false;
        while (!began && await process.StandardError.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation) is { } line)
        {
            errors.AppendLine(line);
            began = line.Contains("files to look into", StringComparison.Ordinal);
        }

        Assert.True(began, errors.ToString());
        await Task.Delay(_random.Next(LongestDelayMilliseconds), Cancellation);
        var wasRunning = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        return wasRunning;
    }

    private async Task FinishAsync(string indexes)
    {
        using var process = Start(indexes);
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        Assert.True(process.ExitCode == 0, await output + await errors);
    }

    private Process Start(string indexes)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BotQAServiceCollectionExtensions).Assembly.Location, "index", "--knowledge", _folder.Path, "--verbose"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Indexing__Path"] = indexes;
        return Process.Start(start)!;
    }

    /// <summary>All that a search could see of a saved index, as text. Nothing is embedded for it.</summary>
    private async Task<string> DescribeAsync(string indexes)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Indexing:Path"] = Path.Combine(_indexes.Path, indexes) })
            .Build();
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders())
            .AddSingleton<IPassageEncoder>(provider => new ForbiddenEncoder(provider.GetRequiredService<MiniLmEmbeddingGenerator>().Identity))
            .AddBotQA(configuration)
            .BuildServiceProvider();
        var report = await services.GetRequiredService<IFolderIndexer>().UpdateAsync(_folder.Path, cancellationToken: Cancellation);
        Assert.True(report.Changes.AreNone);

        var text = new StringBuilder();
        foreach (var document in services.GetRequiredService<IDocumentCatalog>().List())
        {
            text.AppendLine($"{document.Id} | {document.Title} | {document.Text}");
        }

        var collection = services.GetRequiredService<VectorStoreCollection<string, KnowledgeChunk>>();
        var chunks = collection.GetAsync(_ => true, int.MaxValue, new() { IncludeVectors = true }, Cancellation);
        await foreach (var chunk in chunks.OrderBy(chunk => chunk.Key, StringComparer.Ordinal))
        {
            text.AppendLine($"{chunk.Key} {chunk.Title} {chunk.Section} {chunk.Start} {chunk.End} {string.Join(',', chunk.SentenceOffsets)} {chunk.Text}");
            text.AppendLine(Convert.ToHexString(chunk.SentenceEmbeddings.Span));
            text.AppendJoin(' ', chunk.Embedding.ToArray().Select(BitConverter.SingleToInt32Bits)).AppendLine();
        }

        return text.ToString();
    }

    private sealed class ForbiddenEncoder(string identity) : IPassageEncoder
    {
        public string Identity => identity;

        public Task<IReadOnlyList<PassageEmbedding>> EncodeAsync(IReadOnlyList<PassageInput> passages, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The index isn't complete: a chunk would have to be embedded.");
    }
}
