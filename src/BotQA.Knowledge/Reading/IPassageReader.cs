namespace BotQA.Knowledge.Reading;

/// <summary>Points at the exact answer in passages.</summary>
public interface IPassageReader
{
    /// <summary>Reads passages for an answer to <paramref name="question"/>.</summary>
    /// <param name="question">The question.</param>
    /// <param name="passages">The passages, best first, as they are read in this order while time is left.</param>
    /// <param name="cancellationToken">Cancels between two passages.</param>
    /// <returns>A reading for each passage, in the same order; null for a passage without words and for those that there was no time for.</returns>
    /// <exception cref="ReaderModelException">The reader's weights are missing, damaged or of another version.</exception>
    IReadOnlyList<PassageReading?> Read(string question, IReadOnlyList<ReaderPassage> passages, CancellationToken cancellationToken = default);
}
