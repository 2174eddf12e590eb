using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Ingestion.Folders;
using BotQA.Knowledge.Ingestion.Snapshots;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Ingestion;

/// <summary>Loads the saved index of a folder when it is first asked for something; calls take turns.</summary>
internal sealed partial class FolderIndexer : IFolderIndexer, IDisposable
{
    private static readonly TimeSpan LongestFollow = TimeSpan.FromSeconds(1);

    private readonly KnowledgeFolder _folder;
    private readonly DocumentEncoder _encoder;
    private readonly FolderFileReader _reader;
    private readonly FileSettling _settling;
    private readonly KnowledgeStore _store;
    private readonly ContentHash _reading;
    private readonly string _model;
    private readonly string _snapshotFolder;
    private readonly IngestionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IFolderIndexSource? _indexes;
    private IFolderIndex? _index;
    private string? _path;

    public FolderIndexer(
        KnowledgeFolder folder,
        IEnumerable<DocumentReader> readers,
        IDocumentChunker chunker,
        IPassageEncoder encoder,
        VectorStoreCollection<string, KnowledgeChunk> collection,
        IDocumentCatalog catalog,
        IOptions<DocumentOptions> documents,
        IOptions<ChunkingOptions> chunking,
        IOptions<EmbeddingOptions> embeddings,
        IOptions<IngestionOptions> options,
        TimeProvider time,
        ILogger<FolderIndexer>? logger = null,
        IFolderIndexSource? indexes = null)
    {
        _folder = folder;
        _encoder = new DocumentEncoder(chunker, encoder);
        _reading = ReadingIdentity.Of(readers, chunker, documents.Value, chunking.Value);
        _reader = new FolderFileReader(folder, _encoder, _reading, time);
        _settling = new FileSettling(options, time);
        _store = new KnowledgeStore(collection, catalog);
        _model = encoder.Identity;
        _options = options.Value;
        _snapshotFolder = Path.GetFullPath(_options.Path ?? "index", CacheFolder.Resolve(embeddings.Value.CachePath));
        _time = time;
        _logger = logger ?? NullLogger<FolderIndexer>.Instance;
        _indexes = indexes;
    }

    public Task<IngestionReport?> LoadAsync(string path, CancellationToken cancellationToken = default) =>
        InTurnAsync(async () => await OpenAsync(path, cancellationToken) is { WasComplete: true } index ? index.Report() : null, cancellationToken);

    public Task<IngestionReport> UpdateAsync(string path, IProgress<FolderProgress>? progress = null, CancellationToken cancellationToken = default) =>
        InTurnAsync(async () =>
        {
            var listing = _folder.List(path);
            var index = await OpenAsync(path, cancellationToken);
            var plan = FolderPlan.Of(listing, index.Files, _reading);
            LogPlan(path, plan.Candidates.Count, plan.Removed.Count);
            var run = new FolderRun(index, _reader, _encoder, plan, _reading, _options.MaxBytesInFlight) { Progress = progress };
            return await RunAsync(index, run, listing, cancellationToken);
        }, cancellationToken);

    public Task<IngestionReport> FollowAsync(string path, CancellationToken cancellationToken = default) =>
        InTurnAsync(async () =>
        {
            var listing = _folder.ListOrEmpty(path);
            var index = await OpenAsync(path, cancellationToken);
            var plan = FolderPlan.Of(listing, index.Files, _reading);
            using var closing = new CancellationTokenSource(LongestFollow, _time);
            var run = new FolderRun(index, _reader, _encoder, plan, _reading, _options.MaxBytesInFlight)
            {
                Chosen = [.. _settling.Settled(plan.Candidates).OrderByDescending(candidate => candidate.Stamp.Modified)],
                MustBeStill = true,
                Closing = closing.Token,
            };
            return await RunAsync(index, run, listing, cancellationToken);
        }, cancellationToken);

    public Task<FolderChanges> CheckAsync(string path, CancellationToken cancellationToken = default) =>
        InTurnAsync(async () =>
        {
            var listing = _folder.List(path);
            var index = await OpenAsync(path, cancellationToken);
            return await FolderCheck.RunAsync(FolderPlan.Of(listing, index.Files, _reading), _folder, _reading, cancellationToken);
        }, cancellationToken);

    public Task<IReadOnlyList<IndexedFile>> ListAsync(string path, CancellationToken cancellationToken = default) =>
        InTurnAsync<IReadOnlyList<IndexedFile>>(async () =>
        {
            var index = await OpenAsync(path, cancellationToken);
            return [.. index.Files.Values.OrderBy(file => file.Id, StringComparer.Ordinal)];
        }, cancellationToken);

    public void Dispose()
    {
        _index?.Dispose();
        _turn.Dispose();
    }

    private static async Task<IngestionReport> RunAsync(IFolderIndex index, FolderRun run, KnowledgeFolderListing listing, CancellationToken cancellationToken)
    {
        var report = await run.RunAsync(cancellationToken);
        await index.CompleteAsync(isWhole: report.Postponed == 0, cancellationToken);
        var unlisted = listing.Failures.Select(failure => new DocumentFailure(failure.Id, failure.Failure!));
        return report with { Failures = [.. unlisted.Concat(report.Failures).OrderBy(failure => failure.Id, StringComparer.Ordinal)] };
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IFolderIndex> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (_index is not null)
        {
            return folder == _path ? _index : throw new InvalidOperationException($"This indexer keeps the index of '{_path}'; use another one for '{folder}'.");
        }

        var index = _indexes?.Open(folder, _model) ?? new FolderIndex(_store, IndexSnapshot.Open(Path.Combine(_snapshotFolder, FileName(folder)), _model, _logger));
        try
        {
            await index.LoadAsync(cancellationToken);
        }
        catch
        {
            // Else its lock would keep the next attempt from saving.
            index.Dispose();
            throw;
        }

        _path = folder;
        return _index = index;
    }

    // The name is for people, the hash tells folders of the same name apart.
    private static string FileName(string folder)
    {
        var name = string.Concat(Path.GetFileName(folder).Take(40).Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLower(c, CultureInfo.InvariantCulture) : '_'));
        return $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16]}.index";
    }

    [LoggerMessage(LogLevel.Debug, "'{Path}' has {Candidates} files to look into; {Removed} are gone")]
    private partial void LogPlan(string path, int candidates, int removed);
}
