using BotQA.Feedback;

namespace BotQA.Tests.Feedback;

/// <summary>What every store of feedback does.</summary>
public abstract class FeedbackStoreTests
{
    private protected static readonly DateTimeOffset Noon = new(2025, 5, 9, 12, 0, 0, TimeSpan.Zero);

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_AfterSaving_GivesEverythingBackOldestFirst()
    {
        var store = await OpenAsync();
        var full = Entry(Noon) with { Comment = "Naïve; \"quoted\"\n=1+1", Citations = [new FeedbackCitation("a.txt", 3, 8, "quote")] };
        var bare = new FeedbackEntry { Time = Noon.AddHours(-1), Channel = "webchat", Reaction = "like" };
        await store.SaveAsync(full, new FeedbackVoter("u1", "a1"), Cancellation);
        await store.SaveAsync(bare, new FeedbackVoter("u1", "a2"), Cancellation);

        var reopened = await OpenAsync();
        var entries = await reopened.ListAsync(cancellationToken: Cancellation);

        Assert.Equal(2, entries.Count);
        Assert.Equivalent(bare, entries[0], strict: true);
        Assert.Equivalent(full, entries[1], strict: true);
    }

    [Fact]
    public async Task List_Since_LeavesOutWhatIsOlder()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Entry(Noon), new FeedbackVoter("u1", "a1"), Cancellation);
        await store.SaveAsync(Entry(Noon.AddMilliseconds(1)), new FeedbackVoter("u1", "a2"), Cancellation);

        Assert.Equal(2, (await store.ListAsync(Noon, Cancellation)).Count);
        Assert.Single(await store.ListAsync(Noon.AddMilliseconds(1).ToOffset(TimeSpan.FromHours(3)), Cancellation));
        Assert.Empty(await store.ListAsync(Noon.AddDays(1), Cancellation));
    }

    [Fact]
    public async Task Save_OfAChangedMind_ReplacesTheSameUsersOpinionOnly()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Entry(Noon), new FeedbackVoter("u1", "a1"), Cancellation);
        await store.SaveAsync(Entry(Noon.AddMinutes(1)) with { Reaction = "like" }, new FeedbackVoter("u1", "a1"), Cancellation);
        await store.SaveAsync(Entry(Noon.AddMinutes(2)), new FeedbackVoter("u2", "a1"), Cancellation);

        Assert.Equal(["like", "dislike"], (await store.ListAsync(cancellationToken: Cancellation)).Select(entry => entry.Reaction));
    }

    [Fact]
    public async Task Save_FromManyThreads_KeepsAll()
    {
        var store = await OpenAsync();

        await Parallel.ForAsync(0, 40, Cancellation, async (i, token) => await store.SaveAsync(Entry(Noon), new FeedbackVoter("u", $"a{i}"), token));

        Assert.Equal(40, (await store.ListAsync(cancellationToken: Cancellation)).Count);
    }

    /// <summary>Opens the store of the test, again when it was opened before.</summary>
    private protected abstract Task<IFeedbackStore> OpenAsync();

    private protected static FeedbackEntry Entry(DateTimeOffset time) => new()
    {
        Time = time,
        Channel = "msteams",
        Reaction = "dislike",
        Question = "How long?",
        Answer = "72 hours [1]",
        Status = "answered",
    };
}
