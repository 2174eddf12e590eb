using System.Collections.Concurrent;
using BotQA.Postgres.Schema;
using BotQA.Postgres.State;
using BotQA.Tests.Postgres;
using Npgsql;

namespace BotQA.Postgres.Tests.State;

public sealed class ActivityTableTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private const int Capacity = 1_000;
    private const int HeldLock = 4711;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Guid _host = Guid.NewGuid();
    private readonly Guid _other = Guid.NewGuid();
    private NpgsqlDataSource _source = null!;
    private SchemaMigrator _schema = null!;
    private ActivityTable _table = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _source = PostgresDataSource.Create(await server.CreateDatabaseAsync(Cancellation));
        _schema = new SchemaMigrator(_source);
        _table = new ActivityTable(_source, _schema);
    }

    public async ValueTask DisposeAsync()
    {
        _schema.Dispose();
        await _source.DisposeAsync();
    }

    [Fact]
    public async Task Claim_TwoActivitiesOfAConversation_GivesTheSecondWhenTheFirstIsCompleted()
    {
        await AddAsync("1", "a");
        await AddAsync("2", "a");
        await AddAsync("3", "b");

        var claimed = await ClaimAsync(_host);
        Assert.Equal(["1", "3"], claimed.Select(TextOf).Order());
        Assert.Empty(await ClaimAsync(_other));

        await _table.CompleteAsync(claimed.Single(activity => TextOf(activity) == "1").Lease, Cancellation);
        Assert.Equal("2", TextOf(Assert.Single(await ClaimAsync(_other))));
    }

    [Fact]
    public async Task Add_SameKey_IsKnownThoughCompletedUntilItIsForgotten()
    {
        Assert.Equal(ActivityStoreResult.Stored, await AddAsync("1", "a"));
        Assert.Equal(ActivityStoreResult.Known, await AddAsync("1", "a"));
        await _table.CompleteAsync(Assert.Single(await ClaimAsync(_host)).Lease, Cancellation);
        await _table.ForgetAsync(TimeSpan.FromMinutes(10), Cancellation);
        Assert.Equal(ActivityStoreResult.Known, await AddAsync("1", "a"));
        Assert.Empty(await ClaimAsync(_host));

        await _table.ForgetAsync(TimeSpan.Zero, Cancellation);
        Assert.Equal(ActivityStoreResult.Stored, await AddAsync("1", "a"));
    }

    [Fact]
    public async Task Add_SameKeyAtOnceOnManyHosts_IsStoredOnce()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => AddAsync("1", "a")));
        Assert.Single(results, ActivityStoreResult.Stored);
        Assert.Equal(15, results.Count(result => result == ActivityStoreResult.Known));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Add_CommitIsCancelledOrTimesOut_IsNotTakenForStored(bool isCancelled)
    {
        await _schema.EnsureAsync(SchemaPart.State, Cancellation);
        await using var held = await HoldCommitsAsync();
        await using var impatient = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_source.ConnectionString) { CommandTimeout = isCancelled ? 0 : 1 });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var adding = new ActivityTable(impatient, _schema).AddAsync("1", "a", [1], Capacity, Capacity, patience.Token);
        if (isCancelled)
        {
            await CommitWaitsAsync();
            await patience.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<Exception>(() => adding.WaitAsync(Patience, Cancellation));
        await held.DisposeAsync();
        Assert.Empty(await ClaimAsync(_host));
    }

    [Fact]
    public async Task Add_NoRoom_SaysWhere()
    {
        Assert.Equal(ActivityStoreResult.Stored, await AddAsync("1", "a", conversationCapacity: 1, capacity: 2));
        Assert.Equal(ActivityStoreResult.ConversationFull, await AddAsync("2", "a", conversationCapacity: 1, capacity: 2));
        Assert.Equal(ActivityStoreResult.Stored, await AddAsync("3", "b", conversationCapacity: 1, capacity: 2));
        Assert.Equal(ActivityStoreResult.Full, await AddAsync("4", "c", conversationCapacity: 1, capacity: 2));
        Assert.Equal(ActivityStoreResult.Known, await AddAsync("1", "a", conversationCapacity: 1, capacity: 2));
    }

    [Fact]
    public async Task Claim_LeaseEnded_GivesItToAnotherHostWithWhatWentOut()
    {
        await AddAsync("1", "a");
        var first = Assert.Single(await ClaimAsync(_host, TimeSpan.Zero));
        await _table.RepliedAsync(first.Lease, 2, Cancellation);

        Assert.Empty(await _table.ClaimAsync(_other, Lease, 10, TimeSpan.Zero, takesOver: false, Cancellation));
        var second = Assert.Single(await ClaimAsync(_other));
        Assert.Equal((2, 2), (second.Lease.Attempt, second.Replies));

        // What the first host still writes has no effect.
        await _table.RepliedAsync(first.Lease, 5, Cancellation);
        await _table.CompleteAsync(first.Lease, Cancellation);
        await _table.ReleaseAsync(first.Lease, hasBegun: false, Cancellation);
        Assert.False(await _table.BeginAsync(first.Lease, Cancellation));
        Assert.Empty(await _table.RenewAsync(_host, Lease, [first.Lease.Sequence], Cancellation));
        Assert.Equal([second.Lease.Sequence], await _table.RenewAsync(_other, TimeSpan.Zero, [second.Lease.Sequence], Cancellation));
        Assert.Equal((3, 2), Assert.Single(await ClaimAsync(_host)) is var third ? (third.Lease.Attempt, third.Replies) : default);
    }

    [Fact]
    public async Task Begin_HostDies_CountsOnlyTurnsThatWereBegun()
    {
        await AddAsync("1", "a");
        await ClaimAsync(_host, TimeSpan.Zero);
        var second = Assert.Single(await ClaimAsync(_host, TimeSpan.Zero));
        Assert.Equal(0, second.Begun);

        Assert.True(await _table.BeginAsync(second.Lease, Cancellation));
        Assert.Equal(1, Assert.Single(await ClaimAsync(_other)).Begun);
    }

    [Fact]
    public async Task Release_BegunTurn_CountsNothingEvenWhenTheLeaseWasLost()
    {
        await AddAsync("1", "a");
        var first = Assert.Single(await ClaimAsync(_host, TimeSpan.Zero));
        await _table.BeginAsync(first.Lease, Cancellation);
        var second = Assert.Single(await ClaimAsync(_other));
        await _table.ReleaseAsync(first.Lease, hasBegun: true, Cancellation);

        Assert.Empty(await ClaimAsync(_host));
        await _table.ReleaseAsync(second.Lease, hasBegun: false, Cancellation);
        Assert.Equal(0, Assert.Single(await ClaimAsync(_host)).Begun);
    }

    [Fact]
    public async Task Claim_ActivityIsYoung_LeavesItToOthers()
    {
        await AddAsync("1", "a");
        Assert.Empty(await _table.ClaimAsync(_host, Lease, 10, TimeSpan.FromMinutes(1), takesOver: true, Cancellation));
        Assert.Single(await ClaimAsync(_other));
    }

    [Fact]
    public async Task Listen_ActivityIsStored_Wakes()
    {
        using var listening = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var woken = new SemaphoreSlim(0);
        await _schema.EnsureAsync(SchemaPart.State, Cancellation);
        var listener = _table.ListenAsync(() => woken.Release(), listening.Token);
        Assert.True(await woken.WaitAsync(Patience, Cancellation));
        await AddAsync("1", "a");
        Assert.True(await woken.WaitAsync(Patience, Cancellation));
        await listening.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listener.WaitAsync(Patience, CancellationToken.None));
    }

    [Fact]
    public async Task Claim_ManyHosts_TakeEachActivityOnceAndKeepTheOrder()
    {
        const int conversations = 10;
        const int turns = 20;
        var taken = new ConcurrentQueue<(string Conversation, int Turn)>();
        var atWork = new ConcurrentDictionary<string, bool>();
        var adding = Task.WhenAll(Enumerable.Range(0, conversations).Select(async conversation =>
        {
            for (var turn = 0; turn < turns; turn++)
            {
                await AddAsync($"{conversation}-{turn}", $"{conversation}");
            }
        }));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => WorkAsync(Guid.NewGuid()))).WaitAsync(Patience, Cancellation);
        await adding;
        Assert.Equal(conversations * turns, taken.Count);
        Assert.All(taken.GroupBy(activity => activity.Conversation), group => Assert.Equal(Enumerable.Range(0, turns), group.Select(activity => activity.Turn)));

        async Task WorkAsync(Guid host)
        {
            while (taken.Count < conversations * turns)
            {
                foreach (var activity in await _table.ClaimAsync(host, Lease, 3, TimeSpan.Zero, takesOver: true, Cancellation))
                {
                    var (conversation, turn) = TextOf(activity).Split('-') is [var name, var number] ? (name, int.Parse(number)) : default;
                    Assert.True(atWork.TryAdd(conversation, true), "Two activities of a conversation were claimed at a time.");
                    taken.Enqueue((conversation, turn));
                    Assert.True(atWork.TryRemove(conversation, out _));
                    await _table.CompleteAsync(activity.Lease, Cancellation);
                }
            }
        }
    }

    // Commits that store an activity wait until what is given is disposed of.
    private async Task<IAsyncDisposable> HoldCommitsAsync()
    {
        var connection = await _source.OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            $"""
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared({HeldLock}); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON activities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait();
            SELECT pg_advisory_lock({HeldLock});
            """,
            connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    private async Task CommitWaitsAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        await using var command = _source.CreateCommand($"SELECT count(*) FROM pg_locks WHERE objid = {HeldLock} AND NOT granted");
        while (await command.ExecuteScalarAsync(patience.Token) is 0L)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static string TextOf(ClaimedActivity activity) => System.Text.Encoding.UTF8.GetString(activity.Payload);

    private Task<ActivityStoreResult> AddAsync(string key, string conversation, int conversationCapacity = 100, int capacity = Capacity) =>
        _table.AddAsync(key, conversation, System.Text.Encoding.UTF8.GetBytes(key), conversationCapacity, capacity, Cancellation);

    private Task<IReadOnlyList<ClaimedActivity>> ClaimAsync(Guid host, TimeSpan? lease = null) =>
        _table.ClaimAsync(host, lease ?? Lease, 10, TimeSpan.Zero, takesOver: true, Cancellation);
}
