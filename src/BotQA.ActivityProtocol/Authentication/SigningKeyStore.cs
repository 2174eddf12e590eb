using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>The keys of the Bot Connector and of the configured tenants.</summary>
internal sealed class SigningKeyStore(
    SigningKeyRetriever retriever,
    IOptions<BotAuthenticationOptions> options,
    TimeProvider timeProvider,
    ILogger<SigningKeyStore> logger) : IDisposable
{
    private readonly BotAuthenticationOptions _options = options.Value;
    private readonly CloudEndpoints _cloud = CloudEndpoints.Of(options.Value.Cloud);
    private readonly ConcurrentDictionary<string, SigningKeyCache> _caches = new(StringComparer.Ordinal);

    /// <summary>A key of the Bot Connector.</summary>
    public ValueTask<SigningKey?> FindChannelKeyAsync(string keyId, CancellationToken cancellationToken) =>
        Cache(_options.ChannelMetadataUrl ?? _cloud.ChannelMetadataUrl).FindAsync(keyId, cancellationToken);

    /// <summary>A key of a tenant, which has to be one of the configured.</summary>
    public ValueTask<SigningKey?> FindTenantKeyAsync(string tenantId, string keyId, CancellationToken cancellationToken) =>
        Cache(_options.TenantMetadataUrl?.Replace("{tenant}", tenantId, StringComparison.Ordinal) ?? _cloud.TenantMetadataUrl(tenantId)).FindAsync(keyId, cancellationToken);

    public void Dispose()
    {
        foreach (var cache in _caches.Values)
        {
            cache.Dispose();
        }
    }

    private SigningKeyCache Cache(string metadataUrl) =>
        _caches.GetOrAdd(metadataUrl, url => new SigningKeyCache(url, retriever, _options, timeProvider, logger));
}
