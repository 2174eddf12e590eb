using Lucene.Net.Index;

namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>An unchanging state of the keyword index.</summary>
/// <param name="reader">Lucene's reader of the state.</param>
/// <param name="leaves">Its segments.</param>
/// <param name="schema">The fields.</param>
/// <param name="averageLengths">The average number of terms of each full-text field, over the records that have any there.</param>
internal sealed class KeywordReader(
    DirectoryReader reader,
    IReadOnlyList<KeywordLeaf> leaves,
    KeywordSchema schema,
    IReadOnlyList<double> averageLengths)
{
    public KeywordSchema Schema => schema;

    /// <summary>The number of records.</summary>
    public int Count => reader.NumDocs;

    /// <summary>One more than the largest document number.</summary>
    public int MaxDocument => reader.MaxDoc;

    public IReadOnlyList<KeywordLeaf> Leaves => leaves;

    public IReadOnlyList<double> AverageLengths => averageLengths;

    /// <summary>Keeps the reader open until <see cref="Release"/>; false when it is closed already because a newer state replaced it.</summary>
    public bool TryAcquire() => reader.TryIncRef();

    /// <summary>Ends one use of the reader.</summary>
    public void Release() => reader.DecRef();
}
