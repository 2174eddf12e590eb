using BotQA.Feedback;
using BotQA.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace BotQA.Tests.Feedback;

public sealed class SqliteFeedbackStoreTests : FeedbackStoreTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteFeedbackStore> _stores = [];

    private string DatabasePath => Path.Combine(_folder.Path, "below", "feedback.db");

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task Save_OfAUser_StoresNoIdAndNothingThatLinksTwoAnswers()
    {
        var store = Open();
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
    public async Task List_WithoutAFile_IsEmptyAndMakesNone()
    {
        var store = Open();

        Assert.Empty(await store.ListAsync(cancellationToken: Cancellation));
        Assert.False(File.Exists(DatabasePath));
    }

    [Fact]
    public async Task Save_WhereNoFileCanBe_SaysWhichSettingToChange()
    {
        _folder.Write("below", "a file where the folder should be");
        var store = Open();

        var failure = await Assert.ThrowsAsync<FeedbackStoreException>(() => store.SaveAsync(Entry(Noon), new FeedbackVoter("u", "a"), Cancellation));

        Assert.Contains(DatabasePath, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Feedback:Path", failure.Message, StringComparison.Ordinal);
    }

    private protected override Task<IFeedbackStore> OpenAsync() => Task.FromResult<IFeedbackStore>(Open());

    private SqliteFeedbackStore Open()
    {
        var store = new SqliteFeedbackStore(Options.Create(new FeedbackOptions { Path = DatabasePath }));
        _stores.Add(store);
        return store;
    }
}
