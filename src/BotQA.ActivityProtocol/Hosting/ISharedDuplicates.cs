namespace BotQA.ActivityProtocol.Hosting;

/// <summary>
/// Remembers for several hosts which activities were taken on, so that one that is sent again to another host isn't processed again. Where
/// none is registered each host remembers its own. Methods don't throw while what is shared can't be reached.
/// </summary>
public interface ISharedDuplicates
{
    /// <summary>Whether a host took the activity on.</summary>
    Task<bool> IsKnownAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Remembers an activity that was taken on.</summary>
    /// <param name="key">What tells it from every other.</param>
    /// <param name="window">For how long.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task AddAsync(string key, TimeSpan window, CancellationToken cancellationToken = default);
}
