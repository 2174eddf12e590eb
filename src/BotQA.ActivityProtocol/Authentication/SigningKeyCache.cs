using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>
/// An issuer's keys. They are fetched again when they are old or an unknown one is named, by one caller at a time and never more often than the
/// floor allows; while they can't be fetched the last ones serve on, for a while.
/// </summary>
internal sealed partial class SigningKeyCache(
    string metadataUrl,
    SigningKeyRetriever retriever,
    BotAuthenticationOptions options,
    TimeProvider timeProvider,
    ILogger logger) : IDisposable
{
    // Keys that couldn't be renewed for so long may have been revoked.
    private static readonly TimeSpan MaximumAge = TimeSpan.FromDays(6);

    // Without any keys every caller is refused, so the first fetch is tried again sooner.
    private static readonly TimeSpan FirstFetchFloor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _fetching = new(1, 1);
    private volatile Snapshot? _snapshot;
    private DateTimeOffset? _lastAttempt;

    /// <summary>The key with an id, or null when the issuer has no such key.</summary>
    /// <exception cref="SigningKeysUnavailableException">There are no keys that could be used.</exception>
    public async ValueTask<SigningKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (Find(keyId) is { } known)
        {
            return known;
        }

        await _fetching.WaitAsync(cancellationToken);
        try
        {
            if (Find(keyId) is null && MayFetch())
            {
                await FetchAsync();
            }
        }
        finally
        {
            _fetching.Release();
        }

        return _snapshot is { } snapshot && Age(snapshot) < MaximumAge
            ? snapshot.Keys.GetValueOrDefault(keyId)
            : throw new SigningKeysUnavailableException($"There are no signing keys from {metadataUrl}.", innerException: null);
    }

    public void Dispose() => _fetching.Dispose();

    private SigningKey? Find(string keyId) =>
        _snapshot is { } snapshot && Age(snapshot) < options.KeyLifetime ? snapshot.Keys.GetValueOrDefault(keyId) : null;

    private TimeSpan Age(Snapshot snapshot) => timeProvider.GetUtcNow() - snapshot.FetchedAt;

    private bool MayFetch()
    {
        var floor = _snapshot is null && FirstFetchFloor < options.KeyRefreshFloor ? FirstFetchFloor : options.KeyRefreshFloor;
        return _lastAttempt is not { } last || timeProvider.GetUtcNow() - last >= floor;
    }

    private async Task FetchAsync()
    {
        // Not the caller's token: others wait for the same keys.
        using var timeout = new CancellationTokenSource(FetchTimeout, timeProvider);
        _lastAttempt = timeProvider.GetUtcNow();
        try
        {
            var keys = await retriever.FetchAsync(metadataUrl, timeout.Token);
            _snapshot = new Snapshot(keys, timeProvider.GetUtcNow());
            LogFetched(keys.Count, metadataUrl);
        }
        catch (SigningKeysUnavailableException exception)
        {
            LogNotFetched(exception, metadataUrl);
        }
    }

    [LoggerMessage(LogLevel.Information, "Fetched {Count} signing keys announced at {MetadataUrl}.")]
    private partial void LogFetched(int count, string metadataUrl);

    [LoggerMessage(LogLevel.Error, "The signing keys announced at {MetadataUrl} could not be fetched; tokens of their issuer can't be checked if this lasts.")]
    private partial void LogNotFetched(Exception exception, string metadataUrl);

    private sealed record Snapshot(FrozenDictionary<string, SigningKey> Keys, DateTimeOffset FetchedAt);
}
