using BotQA.Postgres.Schema;
using Microsoft.Extensions.Caching.Distributed;
using Npgsql;

namespace BotQA.Postgres.State;

/// <summary>A cache that all hosts share. An operation fails after two seconds at most; entries expire at a fixed time.</summary>
internal sealed class PostgresCache(NpgsqlDataSource dataSource, SchemaMigrator schema, TimeProvider time) : IDistributedCache
{
    private const string Select = "SELECT value FROM cache WHERE key = $1 AND expires > now()";

    private const string Upsert = """
        INSERT INTO cache (key, value, expires) VALUES ($1, $2, now() + $3)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires
        """;

    private const string Delete = "DELETE FROM cache WHERE key = $1";
    private const string Forget = "DELETE FROM cache WHERE expires <= now()";

    // A question waits for no cache that is away: it is answered without.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ForgetInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(1);

    private long _forgotten = time.GetTimestamp();

    /// <inheritdoc/>
    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        UseAsync(Select, async (command, cancellation) => await command.ExecuteScalarAsync(cancellation) as byte[], token, key);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The entry is to live on when it is used.</exception>
    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        if (options.SlidingExpiration is not null)
        {
            throw new NotSupportedException("Entries of this cache expire at a fixed time.");
        }

        var lifetime = options.AbsoluteExpirationRelativeToNow ?? (options.AbsoluteExpiration - time.GetUtcNow()) ?? DefaultLifetime;
        await ExecuteAsync(Upsert, token, key, value, lifetime);
        if (time.GetElapsedTime(Interlocked.Read(ref _forgotten)) > ForgetInterval)
        {
            Interlocked.Exchange(ref _forgotten, time.GetTimestamp());
            await ExecuteAsync(Forget, token);
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken token = default) => ExecuteAsync(Delete, token, key);

    /// <summary>Does nothing, as entries expire at a fixed time.</summary>
    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    /// <summary>Does nothing, as entries expire at a fixed time.</summary>
    public void Refresh(string key)
    {
    }

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] values) =>
        UseAsync(sql, (command, cancellation) => command.ExecuteNonQueryAsync(cancellation), cancellationToken, values);

    private async Task<T> UseAsync<T>(string sql, Func<NpgsqlCommand, CancellationToken, Task<T>> use, CancellationToken cancellationToken, params object[] values)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await schema.EnsureAsync(SchemaPart.State, patience.Token);
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
        return await use(command, patience.Token);
    }
}
