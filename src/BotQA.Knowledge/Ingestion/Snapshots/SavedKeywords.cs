using BotQA.Knowledge.Storage.Keywords;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>A keyword index with what it holds, so that words needn't be analysed again for chunks that are still the same.</summary>
/// <param name="Rows">The chunks, ascending by the ids that the index knows them by.</param>
/// <param name="Files">The index.</param>
internal sealed record SavedKeywords(IReadOnlyList<SavedKeywords.Row> Rows, KeywordFiles Files)
{
    /// <summary>A chunk of the index.</summary>
    /// <param name="Id">What the index calls it.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="Content">The hash of its content.</param>
    internal readonly record struct Row(long Id, string Key, ContentHash Content);
}
