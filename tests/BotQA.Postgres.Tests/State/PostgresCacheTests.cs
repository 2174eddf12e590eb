using BotQA.Postgres.Schema;
using BotQA.Postgres.State;
using BotQA.Tests.Postgres;
using Microsoft.Extensions.Caching.Distributed;
using Npgsql;

namespace BotQA.Postgres.Tests.State;

public sealed class PostgresCacheTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private static readonly DistributedCacheEntryOptions Hour = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    private NpgsqlDataSource _source = null!;
    private SchemaMigrator _schema = null!;
    private PostgresCache _cache = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _source = PostgresDataSource.Create(await server.CreateDatabaseAsync(Cancellation));
        _schema = new SchemaMigrator(_source);
        _cache = new PostgresCache(_source, _schema, TimeProvider.System);

        // Else the first use had to do it, within the little time that a use may take.
        await _schema.EnsureAsync(SchemaPart.State, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _schema.Dispose();
        await _source.DisposeAsync();
    }

    [Fact]
    public async Task Get_AfterSet_GivesTheLastValueUntilItIsRemoved()
    {
        Assert.Null(await _cache.GetAsync("a", Cancellation));
        await _cache.SetAsync("a", [1, 0, 255], Hour, Cancellation);
        await _cache.SetAsync("a", [2], Hour, Cancellation);
        await _cache.SetAsync("b", [], Hour, Cancellation);
        Assert.Equal(new byte[] { 2 }, await _cache.GetAsync("a", Cancellation));
        Assert.Equal(Array.Empty<byte>(), await _cache.GetAsync("b", Cancellation));
        await _cache.RemoveAsync("a", Cancellation);
        Assert.Null(await _cache.GetAsync("a", Cancellation));
    }

    [Fact]
    public async Task Get_EntryExpired_IsNull()
    {
        await _cache.SetAsync("a", [1], new DistributedCacheEntryOptions { AbsoluteExpiration = DateTimeOffset.UtcNow.AddSeconds(-1) }, Cancellation);
        Assert.Null(await _cache.GetAsync("a", Cancellation));
    }

    [Fact]
    public async Task Set_SlidingExpiration_IsRefused() => await Assert.ThrowsAsync<NotSupportedException>(
        () => _cache.SetAsync("a", [1], new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromHours(1) }, Cancellation));
}
