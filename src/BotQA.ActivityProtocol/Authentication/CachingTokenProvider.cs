using System.Collections.Concurrent;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Keeps tokens until shortly before they end; one caller at a time asks for a new one.</summary>
internal sealed class CachingTokenProvider(IOutboundTokenSource source, TimeProvider timeProvider) : IOutboundTokenProvider
{
    // A call may take a while, and clocks differ.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    public async ValueTask<string> GetTokenAsync(string scope, CancellationToken cancellationToken = default)
    {
        var slot = _slots.GetOrAdd(scope, _ => new Slot());
        if (Current(slot) is { } cached)
        {
            return cached;
        }

        await slot.Asking.WaitAsync(cancellationToken);
        try
        {
            return Current(slot) ?? (slot.Token = await source.AcquireAsync(scope, cancellationToken)).Value;
        }
        finally
        {
            slot.Asking.Release();
        }
    }

    private string? Current(Slot slot) => slot.Token is { } token && timeProvider.GetUtcNow() < token.ExpiresOn - Margin ? token.Value : null;

    private sealed class Slot
    {
        private OutboundToken? _token;

        public SemaphoreSlim Asking { get; } = new(1, 1);

        public OutboundToken? Token
        {
            get => Volatile.Read(ref _token);
            set => Volatile.Write(ref _token, value);
        }
    }
}
