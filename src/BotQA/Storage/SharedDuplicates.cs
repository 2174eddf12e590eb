using BotQA.ActivityProtocol.Hosting;

namespace BotQA.Storage;

/// <summary>Remembers for all hosts which activities came.</summary>
internal sealed class SharedDuplicates(SharedMemory memory) : ISharedDuplicates
{
    private const string Kind = "activity";

    /// <inheritdoc/>
    public async Task<bool> IsKnownAsync(string key, CancellationToken cancellationToken = default) =>
        await memory.GetAsync<string>(Kind, [key], cancellationToken) is not null;

    /// <inheritdoc/>
    public Task AddAsync(string key, TimeSpan window, CancellationToken cancellationToken = default) =>
        memory.SetAsync(Kind, [key], "", window, cancellationToken);
}
