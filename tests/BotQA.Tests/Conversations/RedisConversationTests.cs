using BotQA.Conversations;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Storage;
using BotQA.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotQA.Tests.Conversations;

public sealed class RedisConversationTests : IDisposable
{
    private static readonly ConversationId Id = new("test", "c", "u");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScriptedAnswerer _answerer = new(question => Some.NotFound(question));
    private readonly RecordingLogs _logs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task Ask_TwoHostsWithOneRedis_ShareTheConversation()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync(Cancellation);
        await using var first = Services(redis.Address);
        await using var second = Services(redis.Address);

        await AskAsync(first, "What is one?");
        await AskAsync(second, "What is two?");

        Assert.Equal(["What is one?"], HistoryOf("What is two?"));
    }

    [Fact]
    public async Task Ask_RedisLostAndRegainedInTheMiddle_AnswersWithoutHistorySaysSoAndRecovers()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync(Cancellation);
        await using var services = Services(redis.Address);
        await AskAsync(services, "What is one?");
        await AskAsync(services, "What is two?");
        Assert.Equal(["What is one?"], HistoryOf("What is two?"));

        await redis.KillAsync();
        var lost = await AskAsync(services, "What is three?");

        Assert.Equal("What is three?", lost.Question);
        Assert.Empty(HistoryOf("What is three?"));
        Assert.Single(_logs.Messages, message => message.Contains("without history", StringComparison.Ordinal));

        await redis.StartAsync(Cancellation);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        timeout.CancelAfter(Patience);
        for (var turn = 0; ; turn++)
        {
            await AskAsync(services, $"What is again {turn}?");
            if (HistoryOf($"What is again {turn}?").Length > 0)
            {
                break;
            }

            await timer.WaitForNextTickAsync(timeout.Token);
        }

        Assert.Contains(_logs.Messages, message => message.Contains("reached again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_RedisDownFromTheBeginning_Answers()
    {
        await using var services = Services("127.0.0.1:1");

        var answer = await AskAsync(services, "What is one?").WaitAsync(Patience, Cancellation);

        Assert.Equal("What is one?", answer.Question);
        Assert.Contains(_logs.Messages, message => message.Contains("without history", StringComparison.Ordinal));
    }

    [Fact]
    public void AddConversationCache_SettingThatMakesNoSense_NamesIt()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Services("localhost,abortConnect=perhaps"));

        Assert.Contains("Conversations:Redis", error.Message, StringComparison.Ordinal);
    }

    private static Task<Answer> AskAsync(ServiceProvider services, string message) =>
        services.GetRequiredService<ConversationAnswerer>().AskAsync(Id, message, cancellationToken: Cancellation);

    private string[] HistoryOf(string message) => [.. _answerer.Asked[message]!.History.Turns.Select(turn => turn.Question)];

    private ServiceProvider Services(string redis)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Conversations:Redis"] = redis }).Build();
        return new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(_logs))
            .AddSingleton<IQuestionAnswerer>(_answerer)
            .AddSingleton<IDocumentCatalog>(new FixedCatalog([Some.Document()]))
            .AddConversationCache(configuration)
            .AddConversations()
            .BuildServiceProvider();
    }
}
