using System.Net;
using BotQA.Tests.Support;

namespace BotQA.Tests.Inbox;

/// <summary>Processes of the built program that are killed while they have questions to answer.</summary>
public sealed class CrashTests
{
    private const int Conversations = 8;
    private const int Turns = 3;

    [Fact]
    public async Task Kill_HostAloneHasAcceptedQuestions_AnswersEachOnceInOrderAfterTheRestart()
    {
        using var folder = new TemporaryFolder();
        Question.WriteKnowledge(folder);
        await using var connector = await LoopbackConnector.StartAsync(isOpen: false, TestContext.Current.CancellationToken);
        await using var host = new BotProcess(folder, Question.KnowledgeOf(folder));
        await host.StartAsync();
        var questions = Enumerable.Range(0, Turns).SelectMany(turn => Enumerable.Range(0, Conversations).Select(conversation => (Conversation: $"c{conversation}", Turn: turn))).ToArray();
        foreach (var (conversation, turn) in questions)
        {
            var (status, _) = await host.PostAsync(Question.Activity(connector, conversation, turn), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Accepted, status);
        }

        // Some answers are on their way, the other questions wait in the queue.
        await connector.WaitingAsync(Conversations);
        await host.KillAsync();
        Assert.Empty(connector.Messages);

        connector.Open();
        await host.StartAsync(ready: false);
        await connector.TakenAsync(questions.Length);
        await host.StopAsync();
        Assert.Equal(questions.Length, connector.Messages.Count);
        foreach (var messages in connector.Messages.GroupBy(message => message.Conversation))
        {
            Assert.Equal(Enumerable.Range(0, Turns).Select(turn => Question.Id(messages.Key, turn)), messages.Select(message => message.ReplyToId));
        }

        Assert.All(connector.Messages, message => Assert.Contains(Question.Answer, message.Text, StringComparison.Ordinal));

        // Nothing is left for the next start.
        await host.StartAsync();
        await host.StopAsync();
        Assert.Equal(questions.Length, connector.Messages.Count);
        Assert.Equal(0, connector.Repeated);
    }
}
