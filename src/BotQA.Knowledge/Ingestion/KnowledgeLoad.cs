using BotQA.Knowledge.Ingestion.Snapshots;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Storage.Collections;

namespace BotQA.Knowledge.Ingestion;

/// <summary>The filling of a store with the chunks of a saved index.</summary>
/// <param name="rows">The chunks whose words are indexed already.</param>
/// <param name="restore">Takes these; null for none.</param>
internal sealed class KnowledgeLoad(IReadOnlyList<SavedKeywords.Row> rows, CollectionRestore<string, KnowledgeChunk>? restore)
{
    private readonly Dictionary<string, int> _positions = rows.Index().ToDictionary(row => row.Item.Key, row => row.Index, StringComparer.Ordinal);

    public CollectionRestore<string, KnowledgeChunk>? Restore => restore;

    /// <summary>Takes a chunk if its words are indexed and it is still the same; see <see cref="TakeChunk"/>.</summary>
    public bool TryTake(KnowledgeChunk chunk, ContentHash content, ReadOnlySpan<float> embedding)
    {
        if (restore is null || !_positions.TryGetValue(chunk.Key, out var row) || rows[row].Content != content)
        {
            return false;
        }

        restore.Put(row, chunk, embedding);
        return true;
    }
}
