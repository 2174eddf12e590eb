namespace BotQA.Knowledge.Storage.Collections;

/// <summary>A record on its way into the store.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Record">A copy without the vectors.</param>
/// <param name="Vectors">The vectors in the order of the schema; empty where the record has none.</param>
/// <param name="Texts">The full-text properties in the order of the keyword schema.</param>
/// <param name="Values">The indexed text properties in the order of the keyword schema.</param>
internal sealed record StoredRecord<TKey, TRecord>(
    TKey Key,
    TRecord Record,
    ReadOnlyMemory<float>[] Vectors,
    IReadOnlyList<string?> Texts,
    IReadOnlyList<string?> Values)
    where TKey : notnull
    where TRecord : class;
