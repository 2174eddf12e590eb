using System.Diagnostics;
using BotQA.ActivityProtocol.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotQA.Benchmarks.Hosting;

/// <summary>Runs a scenario on a host and a connector of its own.</summary>
internal static class LoadRun
{
    /// <summary>Asks every question and waits for the replies; what is missing when time is up counts as a problem.</summary>
    public static async Task<LoadResult> RunAsync(LoadScenario scenario, CancellationToken cancellationToken)
    {
        var expected = await ExpectedAsync(scenario.Expected, cancellationToken);
        using var times = new TurnTimes();
        var faults = scenario.Faults();
        await using var connector = await LoopbackConnector.StartAsync(faults, cancellationToken);
        using var journal = new JournalFolder();
        await using var bot = await StartBotAsync(scenario, journal.Path, times, cancellationToken);
        using var poster = new QuestionPoster(bot.Urls.First(), scenario.ChannelId, connector.Url);

        var processorTime = Environment.CpuUsage.TotalTime;
        var failure = await AskAsync(poster, connector, cancellationToken);
        processorTime = Environment.CpuUsage.TotalTime - processorTime;

        // A host that stops finishes its turns: a second reply to some question would be in by then.
        await bot.StopAsync(CancellationToken.None);
        var replies = connector.Replies;
        return new LoadResult
        {
            Name = scenario.Name,
            Problems = [.. Failures(failure, times, faults), .. LoadCheck.Problems(replies, expected)],
            Answers = replies.Count,
            Elapsed = Elapsed(poster, replies),
            PostTimes = poster.PostTimes,
            PostToAnswer = [.. replies.Where(reply => poster.PostedAt.ContainsKey(reply.QuestionId)).Select(reply => Seconds(poster.PostedAt[reply.QuestionId], reply.ReceivedAt))],
            Waits = times.Waits,
            Turns = times.Turns,
            Replies = times.Replies,
            Retrying = replies.Sum(reply => Seconds(reply.FirstCallAt, reply.ReceivedAt)),
            Backlogged = Backlogged(replies),
            Injected = faults.Injected,
            ConnectorRetries = connector.Calls - replies.Count,
            PostRetries = poster.Retries,
            Workers = bot.Services.GetRequiredService<IOptions<TurnOptions>>().Value.Workers,
            ProcessorTime = processorTime.TotalSeconds,
        };
    }

    private static async Task<Dictionary<string, string>> ExpectedAsync(Reply reply, CancellationToken cancellationToken)
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in LoadQuestion.Texts)
        {
            expected.Add(text, await reply(text, cancellationToken));
        }

        return expected;
    }

    private static async Task<WebApplication> StartBotAsync(LoadScenario scenario, string journal, TurnTimes times, CancellationToken cancellationToken)
    {
        var builder = LoopbackServer.Create();
        builder.Configuration.AddInMemoryCollection([new("Bot:Authentication:AllowAnonymous", "true"), new("Bot:Inbox:Path", journal)]);
        builder.Services.AddSingleton(scenario.Reply).AddSingleton(times);
        var protocol = builder.Services.AddActivityProtocol().AddBot<ReplyingBot>();
        if (scenario.KeepsJournal)
        {
            protocol.KeepJournal();
        }

        var bot = builder.Build();
        bot.MapBotMessages();
        await bot.StartAsync(cancellationToken);
        return bot;
    }

    private static async Task<Exception?> AskAsync(QuestionPoster poster, LoopbackConnector connector, CancellationToken cancellationToken)
    {
        try
        {
            await poster.PostAllAsync(cancellationToken);
            await connector.HasAll.WaitAsync(cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return exception;
        }
    }

    private static IEnumerable<string> Failures(Exception? failure, TurnTimes times, ConnectorFaults faults)
    {
        if (failure is not null)
        {
            yield return failure is OperationCanceledException ? "the time was up" : failure.Message;
        }

        if (times.Failed > 0)
        {
            yield return $"{times.Failed} turns failed";
        }

        if (faults.Outstanding > 0)
        {
            yield return $"{faults.Outstanding} of the connector's faults met no call";
        }
    }

    private static double Elapsed(QuestionPoster poster, IReadOnlyList<ReceivedReply> replies) =>
        replies.Count == 0 ? 0 : Seconds(poster.PostedAt.Values.Where(time => time > 0).Min(), replies[^1].ReceivedAt);

    private static double Backlogged(IReadOnlyList<ReceivedReply> replies) => replies
        .Zip(replies.Skip(1))
        .Where(pair => Math.Min(pair.First.PendingWork, pair.Second.PendingWork) >= Environment.ProcessorCount)
        .Sum(pair => Seconds(pair.First.ReceivedAt, pair.Second.ReceivedAt));

    private static double Seconds(long start, long end) => Stopwatch.GetElapsedTime(start, end).TotalSeconds;
}
