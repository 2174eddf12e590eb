using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.Knowledge.Tests.Conversations;

public sealed class CachedConversationStoreTests
{
    private static readonly ConversationId Id = new("msteams", "c1", "u1");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 9, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingLogger<CachedConversationStore> _log = new();
    private readonly FailingCache _cache = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LoadAsync_SavedConversation_IsTheSame()
    {
        var history = new ConversationHistory([Turn("Who is the ambassador?") with { Quotes = [new CitedQuote("d", "A title", "Lynne “Tracy”", 3)] }]);
        var store = Store();

        await store.SaveAsync(Id, history, Cancellation);

        var loaded = Assert.Single((await store.LoadAsync(Id, Cancellation)).Turns);
        Assert.Equal(history.Turns[0].Question, loaded.Question);
        Assert.Equal(history.Turns[0].Quotes, loaded.Quotes);
        Assert.Equal(history.Turns[0].Time, loaded.Time);
    }

    [Theory]
    [InlineData("other", "c1", "u1")]
    [InlineData("msteams", "c2", "u1")]
    [InlineData("msteams", "c1", "u2")]
    [InlineData("msteams", "c1\",\"u1", "")]
    [InlineData("msteamsc1", "", "u1")]
    public async Task LoadAsync_OtherConversationOrUser_IsEmpty(string channel, string conversation, string user)
    {
        var store = Store();
        await store.SaveAsync(Id, new ConversationHistory([Turn("Who?")]), Cancellation);

        Assert.Empty((await store.LoadAsync(new ConversationId(channel, conversation, user), Cancellation)).Turns);
    }

    [Fact]
    public async Task SaveAsync_MoreTurnsThanAllowed_KeepsTheLatest()
    {
        var store = Store(options => options.MaxTurns = 2);

        await store.SaveAsync(Id, new ConversationHistory([Turn("one"), Turn("two"), Turn("three")]), Cancellation);

        Assert.Equal(["two", "three"], (await store.LoadAsync(Id, Cancellation)).Turns.Select(turn => turn.Question));
    }

    [Fact]
    public async Task SaveAsync_MoreCharactersThanAllowed_KeepsTheLatest()
    {
        var store = Store(options => options.MaxCharacters = 1_000);

        await store.SaveAsync(Id, new ConversationHistory([Turn("one"), Turn("two") with { Text = new string('x', 960) }, Turn("three")]), Cancellation);

        Assert.Equal(["two", "three"], (await store.LoadAsync(Id, Cancellation)).Turns.Select(turn => turn.Question));
    }

    [Fact]
    public async Task LoadAsync_OldTurns_AreForgotten()
    {
        var store = Store(options => options.MaxAge = TimeSpan.FromMinutes(30));
        var first = Turn("one");
        _time.Advance(TimeSpan.FromMinutes(20));
        await store.SaveAsync(Id, new ConversationHistory([first, Turn("two")]), Cancellation);

        _time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(["two"], (await store.LoadAsync(Id, Cancellation)).Turns.Select(turn => turn.Question));
    }

    [Fact]
    public async Task ForgetAsync_SavedConversation_IsEmpty()
    {
        var store = Store();
        await store.SaveAsync(Id, new ConversationHistory([Turn("one")]), Cancellation);

        await store.ForgetAsync(Id, Cancellation);

        Assert.Empty((await store.LoadAsync(Id, Cancellation)).Turns);
    }

    [Fact]
    public async Task LoadAsync_CacheLostAndRegained_ForgetsAndSaysSoOnceEach()
    {
        var store = Store();
        await store.SaveAsync(Id, new ConversationHistory([Turn("before")]), Cancellation);
        _time.Advance(TimeSpan.FromSeconds(1));

        _cache.IsDown = true;
        Assert.Empty((await store.LoadAsync(Id, Cancellation)).Turns);
        await store.SaveAsync(Id, new ConversationHistory([Turn("while it was down")]), Cancellation);
        _cache.IsDown = false;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty((await store.LoadAsync(Id, Cancellation)).Turns);
        await store.SaveAsync(Id, new ConversationHistory([Turn("after")]), Cancellation);
        Assert.Equal("after", (await store.LoadAsync(Id, Cancellation)).Last!.Question);
        Assert.Single(_log.Messages, message => message.Contains("without history", StringComparison.Ordinal));
        Assert.Single(_log.Messages, message => message.Contains("reached again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAsync_Damaged_IsEmptyAndSaysSo()
    {
        var store = Store();
        await store.SaveAsync(Id, new ConversationHistory([Turn("one")]), Cancellation);
        _cache.Damage();

        Assert.Empty((await store.LoadAsync(Id, Cancellation)).Turns);
        Assert.Contains(_log.Messages, message => message.Contains("is forgotten", StringComparison.Ordinal));
    }

    private CachedConversationStore Store(Action<ConversationOptions>? configure = null)
    {
        var options = new ConversationOptions();
        configure?.Invoke(options);
        return new CachedConversationStore(_cache, Options.Create(options), _time, _log);
    }

    private ConversationTurn Turn(string question) => new() { Question = question, StandaloneQuestion = question, IsAnswered = true, Text = "An answer.", Time = _time.GetUtcNow() };

    private sealed class FailingCache : IDistributedCache
    {
        private readonly MemoryDistributedCache _inner = new(Options.Create(new MemoryDistributedCacheOptions()));
        private string? _lastKey;

        public bool IsDown { get; set; }

        public void Damage() => _inner.Set(_lastKey!, "[{"u8.ToArray());

        public byte[]? Get(string key) => throw new NotSupportedException();

        public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) => await Reached().GetAsync(key, token);

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        public Task RemoveAsync(string key, CancellationToken token = default) => Reached().RemoveAsync(key, token);

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            _lastKey = key;
            return Reached().SetAsync(key, value, options, token);
        }

        private MemoryDistributedCache Reached() => IsDown ? throw new IOException("Nobody listens there.") : _inner;
    }
}
