using System.Net;
using BotQA.Tests.Postgres;
using BotQA.Tests.Support;

namespace BotQA.Tests.Inbox;

/// <summary>Processes of the built program that share a database.</summary>
public sealed class SeveralHostsTests(PostgresServer server, ITestOutputHelper output) : IClassFixture<PostgresServer>
{
    private const int Hosts = 3;
    private const int Conversations = 100;
    private const int Turns = 3;
    private const int Kills = 4;
    private const int KillsBeforeOutage = 2;

    private static readonly TimeSpan KillInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_OneHostAfterTheOther_EveryAcceptedQuestionIsAnsweredOnceInOrder()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        using var folder = new TemporaryFolder();
        await using var connector = await LoopbackConnector.StartAsync(isOpen: true, limit.Token);
        var hosts = await StartAsync(folder, Hosts);
        using var killing = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var killed = KillAsync(hosts, killing.Token);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Conversations).Select(conversation => AskAsync(hosts, connector, $"c{conversation}", limit.Token)));
            await connector.TakenAsync(Conversations * Turns);
            await killing.CancelAsync();
            Assert.True(await killed >= KillsBeforeOutage, "The database was not restarted while there were questions.");

            // What is left to do would be done now.
            foreach (var host in hosts)
            {
                await host.StopAsync();
            }

            Assert.Equal(Conversations * Turns, connector.Messages.Count);
            Assert.All(connector.Messages.GroupBy(message => message.Conversation), messages =>
                Assert.Equal(Enumerable.Range(0, Turns).Select(turn => Question.Id(messages.Key, turn)), messages.Select(message => message.ReplyToId)));
            Assert.All(connector.Messages, message => Assert.Contains(Question.Answer, message.Text, StringComparison.Ordinal));
            TestContext.Current.SendDiagnosticMessage($"{await killed} hosts killed, {connector.Repeated} messages sent a second time and recognised by their key");
        }
        catch
        {
            var unanswered = Enumerable.Range(0, Conversations)
                .SelectMany(conversation => Enumerable.Range(0, Turns).Select(turn => Question.Id($"c{conversation}", turn)))
                .Except(connector.Messages.Select(message => message.ReplyToId));
            output.WriteLine($"Not answered: {string.Join(", ", unanswered)}\n\n{string.Join("\n\n", hosts.Select(host => host.Output))}");
            throw;
        }
        finally
        {
            await killing.CancelAsync();
            await Task.WhenAny(killed);
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Post_DatabaseAway_Is503WithRetryAfterUntilItIsBack()
    {
        using var folder = new TemporaryFolder();
        await using var connector = await LoopbackConnector.StartAsync(isOpen: true, Cancellation);
        var host = Assert.Single(await StartAsync(folder, 1));
        await using var disposed = host;
        await server.StopAsync();
        var (status, retryAfter) = await host.PostAsync(Question.Activity(connector, "c", 0), Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.NotNull(retryAfter);

        // The channel sends it again, with the same id.
        await server.StartAsync(Cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        while ((await host.PostAsync(Question.Activity(connector, "c", 0), limit.Token)).Status != HttpStatusCode.Accepted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }

        await connector.TakenAsync(1);
        await host.StopAsync();
        Assert.Equal(Question.Id("c", 0), Assert.Single(connector.Messages).ReplyToId);
    }

    // Each question is posted as a channel does: to any host, and again until it is accepted; the next one once it was.
    private static async Task AskAsync(IReadOnlyList<BotProcess> hosts, LoopbackConnector connector, string conversation, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            while ((await Random.Shared.GetItems([.. hosts], 1)[0].PostAsync(Question.Activity(connector, conversation, turn), cancellationToken)).Status != HttpStatusCode.Accepted)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }

            // Some follow while the bot is at work on this one.
            await Task.Delay(LongestPause * Random.Shared.NextDouble(), cancellationToken);
        }
    }

    // Kills a host, starts it again, and in between lets the database restart once.
    private async Task<int> KillAsync(IReadOnlyList<BotProcess> hosts, CancellationToken cancellationToken)
    {
        var killed = 0;
        while (killed < Kills && !cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(KillInterval, cancellationToken));
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            var host = hosts[killed % hosts.Count];
            await host.KillAsync();
            killed++;
            if (killed == KillsBeforeOutage)
            {
                await server.StopAsync();
                await Task.Delay(Outage, CancellationToken.None);
                await server.StartAsync(CancellationToken.None);
            }

            await host.StartAsync(ready: false);
        }

        return killed;
    }

    private async Task<IReadOnlyList<BotProcess>> StartAsync(TemporaryFolder folder, int count)
    {
        Question.WriteKnowledge(folder);
        var settings = new Dictionary<string, string?>
        {
            ["Storage:State"] = "postgres",
            ["Storage:ConnectionString"] = await server.CreateDatabaseAsync(Cancellation),
            ["Bot:Inbox:Lease"] = "00:00:03",
        };
        var hosts = Enumerable.Range(0, count).Select(_ => new BotProcess(folder, Question.KnowledgeOf(folder), settings)).ToArray();

        // The first one saves its index, which the others find.
        await hosts[0].StartAsync();
        await Task.WhenAll(hosts.Skip(1).Select(host => host.StartAsync()));
        return hosts;
    }
}
