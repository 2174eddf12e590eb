namespace BotQA.Knowledge.Embeddings;

/// <summary>Embeds passages together with their sentences.</summary>
public interface IPassageEncoder
{
    /// <summary>
    /// Names the model and the settings that its vectors depend on. Vectors that were kept are used again as long as this name stays the
    /// same. By default the name of the type.
    /// </summary>
    string Identity => GetType().FullName!;

    /// <summary>Embeds passages.</summary>
    /// <param name="passages">The passages.</param>
    /// <param name="cancellationToken">Ends the work between batches.</param>
    /// <returns>An embedding for each passage, in their order.</returns>
    Task<IReadOnlyList<PassageEmbedding>> EncodeAsync(IReadOnlyList<PassageInput> passages, CancellationToken cancellationToken = default);
}
