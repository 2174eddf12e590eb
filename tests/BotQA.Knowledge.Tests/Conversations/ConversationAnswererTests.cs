using System.Collections.Concurrent;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotQA.Knowledge.Tests.Conversations;

public sealed class ConversationAnswererTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AskAsync_ManyConversationsAtOnce_EachSeesItsOwnTurnsInOrder()
    {
        var seen = new ConcurrentBag<(string Message, string[] History)>();
        await using var services = Services(async (question, options, token) =>
        {
            await Task.Yield();
            seen.Add((question, [.. options.History.Turns.Select(turn => turn.Question)]));
        });
        var conversations = services.GetRequiredService<ConversationAnswerer>();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async conversation =>
        {
            for (var turn = 0; turn < 5; turn++)
            {
                await conversations.AskAsync(new ConversationId("test", $"c{conversation / 2}", $"u{conversation % 2}"), $"What is {conversation}-{turn}?", cancellationToken: Cancellation);
            }
        }));

        Assert.Equal(100, seen.Count);
        Assert.All(seen, asked =>
        {
            var (conversation, turn) = (asked.Message.Split('-')[0], int.Parse(asked.Message.Split('-')[1].TrimEnd('?'), null));
            Assert.Equal(Enumerable.Range(0, turn).Select(before => $"{conversation}-{before}?"), asked.History);
        });
    }

    [Fact]
    public async Task AskAsync_TwoMessagesOfOneConversationAtOnce_TheSecondWaitsAndSeesTheFirst()
    {
        var first = new TaskCompletionSource();
        var history = new ConcurrentDictionary<string, int>();
        await using var services = Services(async (question, options, token) =>
        {
            history[question] = options.History.Turns.Count;
            if (question == "What is one?")
            {
                await first.Task.WaitAsync(TimeSpan.FromSeconds(30), token);
            }
        });
        var conversations = services.GetRequiredService<ConversationAnswerer>();
        var id = new ConversationId("test", "c", "u");

        var one = conversations.AskAsync(id, "What is one?", cancellationToken: Cancellation);
        var two = conversations.AskAsync(id, "What is two?", cancellationToken: Cancellation);

        Assert.False(history.ContainsKey("What is two?"));
        first.SetResult();
        await Task.WhenAll(one, two).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal((0, 1), (history["What is one?"], history["What is two?"]));
    }

    [Fact]
    public async Task ResetAsync_AfterTurns_ForgetsThem()
    {
        var turns = -1;
        await using var services = Services((_, options, _) =>
        {
            turns = options.History.Turns.Count;
            return Task.CompletedTask;
        });
        var conversations = services.GetRequiredService<ConversationAnswerer>();
        var id = new ConversationId("test", "c", "u");
        await conversations.AskAsync(id, "What is one?", cancellationToken: Cancellation);

        await conversations.ResetAsync(id, Cancellation);
        await conversations.AskAsync(id, "What is two?", cancellationToken: Cancellation);

        Assert.Equal(0, turns);
    }

    private static ServiceProvider Services(Func<string, AnswerOptions, CancellationToken, Task> ask) => new ServiceCollection()
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton<IQuestionAnswerer>(new ObservedAnswerer(ask))
        .AddSingleton<IDocumentCatalog>(new InMemoryDocumentCatalog())
        .AddConversations()
        .BuildServiceProvider();

    private sealed class ObservedAnswerer(Func<string, AnswerOptions, CancellationToken, Task> ask) : IQuestionAnswerer
    {
        public async Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default)
        {
            await ask(question, options!, cancellationToken);
            return new Answer { Status = AnswerStatus.NotFound, Reason = NotFoundReason.NotInDocuments, Question = question, ShortAnswer = "", Text = "Nothing.", Confidence = 0, Citations = [] };
        }
    }
}
