using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;

namespace BotQA.Models;

/// <summary>Uses replies again, and says of those that they took no tokens, since nobody was asked.</summary>
internal sealed class UncountedCachingChatClient(IChatClient inner, IDistributedCache storage) : DistributedCachingChatClient(inner, storage)
{
    /// <inheritdoc/>
    protected override async Task<ChatResponse?> ReadCacheAsync(string key, CancellationToken cancellationToken)
    {
        var response = await base.ReadCacheAsync(key, cancellationToken);
        if (response is not null)
        {
            response.Usage = null;
        }

        return response;
    }
}
