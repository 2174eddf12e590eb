using System.Collections.Concurrent;
using BotQA.Knowledge.Ingestion.Snapshots;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>An index in memory: the documents are in the store, and all of it is in the snapshot.</summary>
internal sealed class FolderIndex(KnowledgeStore store, IndexSnapshot snapshot) : IFolderIndex
{
    // The words of so many chunks are indexed in less time than anybody notices.
    private const int FewChunks = 500;
    private const int UnsavedShare = 8;

    // Text takes two bytes a character in memory too, once in the document and once in the chunk; the rest is objects.
    private const int LoadedBytesPerSavedByte = 2;

    private readonly Dictionary<string, IndexedFile> _files = new(StringComparer.Ordinal);
    private ConcurrentDictionary<ContentHash, string>? _keys;
    private int _unsavedKeywords;

    public IReadOnlyDictionary<string, IndexedFile> Files => _files;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        using var pause = GarbagePause.Begin(LoadedBytesPerSavedByte * snapshot.Bytes);
        var ids = snapshot.Ids.ToList();
        var memory = new ByteArena();
        var load = store.BeginLoad(snapshot.ReadKeywords());
        var loaded = new (IndexedFile File, IReadOnlyList<StoredDocument> Documents)?[ids.Count];
        Parallel.For(0, ids.Count, new ParallelOptions { CancellationToken = cancellationToken }, i => loaded[i] = snapshot.Read(ids[i], memory, load.TryTake));
        var known = loaded.OfType<(IndexedFile File, IReadOnlyList<StoredDocument> Documents)>().ToList();
        foreach (var (file, _) in known)
        {
            _files[file.Id] = file;
        }

        _unsavedKeywords = await store.CompleteLoadAsync(load, [.. known.SelectMany(file => file.Documents)], cancellationToken);
    }

    public async Task ApplyAsync(IReadOnlyList<FileUpdate> updates, IReadOnlyList<IndexedFile> removed, CancellationToken cancellationToken)
    {
        var changed = updates.Where(update => update.Documents is not null).ToList();
        var gone = removed.Concat(changed.Select(update => update.RenamedFrom).OfType<IndexedFile>()).ToList();
        var before = gone.Concat(changed.Select(update => _files.GetValueOrDefault(update.File.Id)).OfType<IndexedFile>());
        await store.ReplaceAsync(
            [.. changed.SelectMany(update => update.Documents!)], [.. before.SelectMany(file => file.SearchableIds)], cancellationToken);
        _unsavedKeywords += changed.Sum(update => ChunksOf(update.File)) + gone.Sum(ChunksOf);
        foreach (var update in updates)
        {
            Take(update);
        }

        foreach (var file in gone)
        {
            _files.Remove(file.Id);
            snapshot.Remove(file.Id);
        }
    }

    public bool WasComplete => snapshot.WasComplete;

    public Task CompleteAsync(bool isWhole, CancellationToken cancellationToken)
    {
        if (_unsavedKeywords > Math.Max(FewChunks, _files.Values.Sum(ChunksOf) / UnsavedShare))
        {
            if (store.SaveKeywords(Contents()) is { } keywords)
            {
                snapshot.PutKeywords(keywords);
            }

            _unsavedKeywords = 0;
        }

        snapshot.Complete(isWhole);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyDictionary<ContentHash, KnowledgeChunk>> FindAsync(IEnumerable<ContentHash> hashes, CancellationToken cancellationToken)
    {
        _keys ??= new ConcurrentDictionary<ContentHash, string>(_files.Values.SelectMany(Keys).DistinctBy(pair => pair.Key));
        var keys = hashes.Select(hash => _keys.GetValueOrDefault(hash)).OfType<string>();
        var found = new Dictionary<ContentHash, KnowledgeChunk>();
        await foreach (var chunk in store.GetAsync(keys, cancellationToken))
        {
            // The key may belong to other content by now.
            found[ContentHash.Of(chunk)] = chunk;
        }

        return found;
    }

    public async Task<IReadOnlyDictionary<int, KnowledgeChunk>> ChunksAsync(IndexedDocument document, CancellationToken cancellationToken) =>
        await store.GetAsync(Enumerable.Range(0, document.Chunks).Select(index => KnowledgeChunk.KeyOf(document.Id, index)), cancellationToken)
            .ToDictionaryAsync(chunk => chunk.Index, cancellationToken: cancellationToken);

    public void Dispose() => snapshot.Dispose();

    private static int ChunksOf(IndexedFile file) => file.Documents.Sum(document => document.Chunks);

    private static IEnumerable<KeyValuePair<ContentHash, string>> Keys(IndexedFile file) => file.Documents.SelectMany(document =>
        document.ChunkHashes.Select((hash, index) => KeyValuePair.Create(hash, KnowledgeChunk.KeyOf(document.Id, index))));

    private Dictionary<string, ContentHash> Contents() => _files.Values.SelectMany(Keys).ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private void Take(FileUpdate update)
    {
        _files[update.File.Id] = update.File;
        foreach (var (hash, key) in _keys is null ? [] : Keys(update.File))
        {
            _keys![hash] = key;
        }

        if (update.Documents is null)
        {
            snapshot.PutStamp(update.File);
        }
        else if (update.File.Hash is not null)
        {
            snapshot.Put(update.File, update.Documents);
        }
        else
        {
            // A file whose bytes couldn't be had is tried again by the next process.
            snapshot.Remove(update.File.Id);
        }
    }
}
