using System.Text.Json;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Conversations;

/// <summary>Remembers conversations in an <see cref="IDistributedCache"/>: in memory, or in Redis.</summary>
internal sealed partial class CachedConversationStore(
    IDistributedCache cache, IOptions<ConversationOptions> options, TimeProvider time, ILogger<CachedConversationStore> logger) : IConversationStore
{
    private readonly ConversationOptions _options = options.Value;
    private long _lastFailure = DateTimeOffset.MinValue.UtcTicks;
    private int _isLost;

    public async Task<ConversationHistory> LoadAsync(ConversationId id, CancellationToken cancellationToken = default)
    {
        byte[]? stored = null;
        if (!await TryAsync(async () => stored = await cache.GetAsync(KeyOf(id), cancellationToken), cancellationToken) || stored is null)
        {
            return ConversationHistory.Empty;
        }

        var history = Parse(stored);

        // Turns from before a failure may not be the last ones that were said.
        return history.Last?.Time.UtcTicks <= Volatile.Read(ref _lastFailure) ? ConversationHistory.Empty : Bounded(history);
    }

    public Task SaveAsync(ConversationId id, ConversationHistory history, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        var stored = JsonSerializer.SerializeToUtf8Bytes(Bounded(history).Turns);
        return TryAsync(() => cache.SetAsync(KeyOf(id), stored, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = _options.MaxAge }, cancellationToken), cancellationToken);
    }

    public Task ForgetAsync(ConversationId id, CancellationToken cancellationToken = default) =>
        TryAsync(() => cache.RemoveAsync(KeyOf(id), cancellationToken), cancellationToken);

    private static string KeyOf(ConversationId id) => $"botqa:conversation:{id.Key}";

    private static int CharactersOf(ConversationTurn turn) =>
        turn.Question.Length + turn.StandaloneQuestion.Length + turn.Text.Length + turn.ShortAnswer.Length + turn.Quotes.Sum(quote => quote.Quote.Length);

    private ConversationHistory Bounded(ConversationHistory history)
    {
        var oldest = time.GetUtcNow() - _options.MaxAge;
        var room = _options.MaxCharacters;
        return new ConversationHistory([.. history.Turns.Reverse().Take(_options.MaxTurns).TakeWhile(turn => turn.Time > oldest && (room -= CharactersOf(turn)) >= 0).Reverse()]);
    }

    private ConversationHistory Parse(byte[] stored)
    {
        try
        {
            return JsonSerializer.Deserialize<ConversationTurn[]>(stored) is { Length: > 0 } turns ? new ConversationHistory(turns) : ConversationHistory.Empty;
        }
        catch (JsonException exception)
        {
            LogDamaged(exception.Message);
            return ConversationHistory.Empty;
        }
    }

    private async Task<bool> TryAsync(Func<Task> use, CancellationToken cancellationToken)
    {
        try
        {
            await use();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            Volatile.Write(ref _lastFailure, time.GetUtcNow().UtcTicks);
            if (Interlocked.Exchange(ref _isLost, 1) == 0)
            {
                LogLost(exception.Message);
            }

            return false;
        }

        if (Interlocked.Exchange(ref _isLost, 0) == 1)
        {
            LogRegained();
        }

        return true;
    }

    [LoggerMessage(LogLevel.Error, "The cache of conversations can't be reached; questions are answered without history until it can. {Reason}")]
    private partial void LogLost(string reason);

    [LoggerMessage(LogLevel.Information, "The cache of conversations can be reached again; what is said from now on is remembered")]
    private partial void LogRegained();

    [LoggerMessage(LogLevel.Warning, "A remembered conversation can't be read and is forgotten. {Reason}")]
    private partial void LogDamaged(string reason);
}
