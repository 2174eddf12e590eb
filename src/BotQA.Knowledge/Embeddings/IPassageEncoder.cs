namespace BotQA.Knowledge.Embeddings;

/// <summary>Embeds passages together with their sentences.</summary>
public interface IPassageEncoder
{
    /// <summary>Embeds passages.</summary>
    /// <param name="passages">The passages.</param>
    /// <param name="cancellationToken">Ends the work between batches.</param>
    /// <returns>An embedding for each passage, in their order.</returns>
    Task<IReadOnlyList<PassageEmbedding>> EncodeAsync(IReadOnlyList<PassageInput> passages, CancellationToken cancellationToken = default);
}
