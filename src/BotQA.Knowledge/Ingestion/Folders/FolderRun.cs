using System.Threading.Channels;
using System.Threading.RateLimiting;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>One update of a folder's index. Used once.</summary>
internal sealed class FolderRun
{
    private const int BytesPerPermit = 1024;

    private readonly IFolderIndex _index;
    private readonly FolderFileReader _reader;
    private readonly VectorReuse _vectors;
    private readonly FolderPlan _plan;
    private readonly RenamedFiles _renamed;
    private readonly ChangeList _changes;
    private readonly ContentHash _reading;
    private readonly int _permits;
    private readonly List<FileCandidate> _postponed = [];
    private FolderProgress _progress;

    /// <summary>Prepares an update.</summary>
    /// <param name="index">The index.</param>
    /// <param name="reader">Reads the files.</param>
    /// <param name="encoder">Makes vectors of those whose vectors aren't known.</param>
    /// <param name="plan">What to look into.</param>
    /// <param name="reading">By which readers and settings files are read.</param>
    /// <param name="maxBytesInFlight">The bytes of files that may be in memory at the same time.</param>
    public FolderRun(IFolderIndex index, FolderFileReader reader, DocumentEncoder encoder, FolderPlan plan, ContentHash reading, int maxBytesInFlight)
    {
        _index = index;
        _reader = reader;
        _vectors = new VectorReuse(index, encoder);
        _plan = plan;
        _reading = reading;
        _permits = maxBytesInFlight / BytesPerPermit;
        _renamed = new RenamedFiles(plan.Removed, plan.Candidates);
        _changes = new ChangeList(plan.Unchanged);
    }

    /// <summary>Told of the progress; null for nobody.</summary>
    public IProgress<FolderProgress>? Progress { get; init; }

    /// <summary>The candidates to look into, in this order; the others are put off. All of the plan's unless set.</summary>
    public IReadOnlyList<FileCandidate>? Chosen { get; init; }

    /// <summary>Whether a file that changes while it is read is put off.</summary>
    public bool MustBeStill { get; init; }

    /// <summary>Once cancelled, files that weren't begun are put off.</summary>
    public CancellationToken Closing { get; init; }

    /// <summary>Updates the index.</summary>
    public async Task<IngestionReport> RunAsync(CancellationToken cancellationToken)
    {
        var chosen = Chosen ?? _plan.Candidates;
        _postponed.AddRange(_plan.Candidates.Except(chosen));
        _progress = new FolderProgress(0, chosen.Count, 0, chosen.Sum(Bytes), 0);
        Progress?.Report(_progress);

        // What is gone has to disappear at once, apart from what may be here under another name: its vectors are still needed.
        await RemoveAsync([.. _plan.Removed.Except(_renamed.Files)], cancellationToken);
        await using (var memory = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = _permits,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }))
        {
            await IngestionPipeline.RunAsync<ReadFile, IReadOnlyList<(ReadFile Read, FileUpdate Update)>>(
                (writer, token) => ReadAsync(chosen, memory, writer, token),
                file => file.Chunks,
                EmbedAsync,
                PublishAsync,
                cancellationToken);
        }

        var waiting = new RenamedFiles(_renamed.Files, _postponed).Files;
        await RemoveAsync([.. _renamed.Files.Except(waiting)], cancellationToken);
        return _index.Report() with { Changes = _changes.ToChanges(), EmbeddedChunks = _vectors.Embedded, Postponed = _postponed.Count };
    }

    private static long Bytes(FileCandidate candidate) => Math.Max(0, candidate.Stamp.Size);

    private async Task RemoveAsync(IReadOnlyList<IndexedFile> files, CancellationToken cancellationToken)
    {
        _changes.Remove(files);
        await _index.ApplyAsync([], files, cancellationToken);
    }

    private Task ReadAsync(IReadOnlyList<FileCandidate> chosen, ConcurrencyLimiter memory, ChannelWriter<ReadFile> writer, CancellationToken cancellationToken)
    {
        var parallelism = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(chosen, parallelism, async (candidate, token) =>
        {
            if (Closing.IsCancellationRequested)
            {
                Postpone(candidate);
                return;
            }

            var permits = (int)Math.Clamp(Bytes(candidate) / BytesPerPermit, 1, _permits);
            var lease = await memory.AcquireAsync(permits, token);
            if (await _reader.ReadAsync(candidate, MustBeStill, token) is var (file, documents))
            {
                await writer.WriteAsync(new ReadFile(candidate, file, documents, lease), token);
            }
            else
            {
                lease.Dispose();
                Postpone(candidate);
            }
        });
    }

    private void Postpone(FileCandidate candidate)
    {
        lock (_postponed)
        {
            _postponed.Add(candidate);
        }
    }

    private async Task<IReadOnlyList<(ReadFile Read, FileUpdate Update)>> EmbedAsync(IReadOnlyList<ReadFile> files, CancellationToken cancellationToken)
    {
        var updates = files.Select(file => new FileUpdate(file.File, file.Documents, _renamed.Take(file.Candidate, file.File.Hash))).ToList();
        return [.. files.Zip(await _vectors.CompleteAsync(updates, cancellationToken))];
    }

    private async Task PublishAsync(IReadOnlyList<(ReadFile Read, FileUpdate Update)> files, CancellationToken cancellationToken)
    {
        await _index.ApplyAsync([.. files.Select(file => file.Update)], [], cancellationToken);
        foreach (var (read, update) in files)
        {
            read.Memory.Dispose();
            _changes.Add(read.File.Id, read.Candidate.Known, update.File.Hash, _reading, update.RenamedFrom);
            _progress = _progress with { Files = _progress.Files + 1, Bytes = _progress.Bytes + Bytes(read.Candidate), Chunks = _progress.Chunks + read.Chunks };
        }

        Progress?.Report(_progress);
    }
}
