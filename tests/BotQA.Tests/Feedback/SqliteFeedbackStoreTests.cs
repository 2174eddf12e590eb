using BotQA.Feedback;
using BotQA.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace BotQA.Tests.Feedback;

public sealed class SqliteFeedbackStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2025, 5, 9, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string DatabasePath => Path.Combine(_folder.Path, "below", "feedback.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_AfterSaving_GivesEverythingBackOldestFirst()
    {
        using var store = Open();
        var full = Entry(Noon) with { Comment = "Naïve; \"quoted\"\n=1+1", Citations = [new FeedbackCitation("a.txt", 3, 8, "quote")] };
        var bare = new FeedbackEntry { Time = Noon.AddHours(-1), Channel = "webchat", Reaction = "like" };
        await store.SaveAsync(full, new FeedbackVoter("u1", "a1"), Cancellation);
        await store.SaveAsync(bare, new FeedbackVoter("u1", "a2"), Cancellation);

        using var reopened = Open();
        var entries = await reopened.ListAsync(cancellationToken: Cancellation);

        Assert.Equal(2, entries.Count);
        Assert.Equivalent(bare, entries[0], strict: true);
        Assert.Equivalent(full, entries[1], strict: true);
    }

    [Fact]
    public async Task List_Since_LeavesOutWhatIsOlder()
    {
        using var store = Open();
        await store.SaveAsync(Entry(Noon), new FeedbackVoter("u1", "a1"), Cancellation);
        await store.SaveAsync(Entry(Noon.AddMilliseconds(1)), new FeedbackVoter("u1", "a2"), Cancellation);

        Assert.Equal(2, (await store.ListAsync(Noon, Cancellation)).Count);
        Assert.Single(await store.ListAsync(Noon.AddMilliseconds(1).ToOffset(TimeSpan.FromHours(3)), Cancellation));
        Assert.Empty(await store.ListAsync(Noon.AddDays(1), Cancellation));
    }

    [Fact]
    public async Task Save_OfAChangedMind_ReplacesTheSameUsersOpinionOnly()
    {
        using var store = Open();
        await store.SaveAsync(Entry(Noon), new FeedbackVoter("u1", "a1"), Cancellation);
        await store.SaveAsync(Entry(Noon.AddMinutes(1)) with { Reaction = "like" }, new FeedbackVoter("u1", "a1"), Cancellation);
        await store.SaveAsync(Entry(Noon.AddMinutes(2)), new FeedbackVoter("u2", "a1"), Cancellation);

        Assert.Equal(["like", "dislike"], (await store.ListAsync(cancellationToken: Cancellation)).Select(entry => entry.Reaction));
    }

    [Fact]
    public async Task Save_OfAUser_StoresNoIdAndNothingThatLinksTwoAnswers()
    {
        using var store = Open();
        await store.SaveAsync(Entry(Noon), new FeedbackVoter("29:secret-user", "a1"), Cancellation);
        await store.SaveAsync(Entry(Noon), new FeedbackVoter("29:secret-user", "a2"), Cancellation);

        await using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT hex(voter) FROM feedback";
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var voters = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            voters.Add(reader.GetString(0));
        }

        Assert.Equal(2, voters.Distinct().Count());
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(DatabasePath)!))
        {
            Assert.DoesNotContain("secret-user", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancellation)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Save_FromManyThreads_KeepsAll()
    {
        using var store = Open();

        await Parallel.ForAsync(0, 40, Cancellation, async (i, token) => await store.SaveAsync(Entry(Noon), new FeedbackVoter("u", $"a{i}"), token));

        Assert.Equal(40, (await store.ListAsync(cancellationToken: Cancellation)).Count);
    }

    [Fact]
    public async Task List_WithoutAFile_IsEmptyAndMakesNone()
    {
        using var store = Open();

        Assert.Empty(await store.ListAsync(cancellationToken: Cancellation));
        Assert.False(File.Exists(DatabasePath));
    }

    [Fact]
    public async Task Save_WhereNoFileCanBe_SaysWhichSettingToChange()
    {
        _folder.Write("below", "a file where the folder should be");
        using var store = Open();

        var failure = await Assert.ThrowsAsync<FeedbackStoreException>(() => store.SaveAsync(Entry(Noon), new FeedbackVoter("u", "a"), Cancellation));

        Assert.Contains(DatabasePath, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Feedback:Path", failure.Message, StringComparison.Ordinal);
    }

    private static FeedbackEntry Entry(DateTimeOffset time) => new()
    {
        Time = time,
        Channel = "msteams",
        Reaction = "dislike",
        Question = "How long?",
        Answer = "72 hours [1]",
        Status = "answered",
    };

    private SqliteFeedbackStore Open() => new(Options.Create(new FeedbackOptions { Path = DatabasePath }));
}
