using BotQA.ActivityProtocol.Schema;

namespace BotQA.Benchmarks.Hosting;

/// <summary>
/// Asks a bot 2,000 questions in 200 conversations over HTTP, on this computer alone, through a connector that throttles and fails, and fails
/// itself unless each is answered exactly once, in order within its conversation, with its own answer.
/// </summary>
/// <remarks>
/// Everything shares one process, so its figures include the asker's and the connector's own cost. The questions come as fast as the bot
/// takes them, so the latency is that of a backlog. Run with <c>dotnet run -c Release --project tests/BotQA.Benchmarks -- load</c>, or
/// <c>load-model</c> for the runs with a language model.
/// </remarks>
internal static class LoadTest
{
    private const int Seed = 3;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ModelTimeLimit = TimeSpan.FromMinutes(8);

    /// <summary>Runs the test.</summary>
    /// <returns>The exit code: 0 when every run passed its check, 1 when one did not or the time of 2 minutes was up.</returns>
    public static async Task<int> RunAsync()
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            return await RunAsync(limit.Token) ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"Not every run began within {TimeLimit.TotalMinutes} minutes.");
            return 1;
        }
    }

    /// <summary>Asks the answering bot with a language model that is dead, slow or wrong: the answers have to be those without a model.</summary>
    /// <returns>The exit code: 0 when every run passed its check.</returns>
    public static async Task<int> RunWithModelsAsync()
    {
        using var limit = new CancellationTokenSource(ModelTimeLimit);
        await using var knowledge = await SampleKnowledge.IndexAsync(limit.Token);
        var passed = true;
        foreach (var model in new[] { "dead", "slow", "wrong" })
        {
            await using var server = await UselessModel.StartAsync(model, limit.Token);
            await using var answers = knowledge.With(server);
            var scenario = new LoadScenario($"Answers with a model that is {model}, Teams with faults", Channels.MsTeams, () => ConnectorFaults.Seeded(Seed), answers.ReplyAsync) { Expected = knowledge.ReplyAsync };
            var result = await LoadRun.RunAsync(scenario, limit.Token);
            LoadReport.Print(result);
            Console.WriteLine($"  the longest reply  {result.Replies.Max():f1} s; the model was asked {server.Calls} times");
            passed &= result.Problems.Count == 0;
        }

        return passed ? 0 : 1;
    }

    private static async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var knowledge = await SampleKnowledge.IndexAsync(cancellationToken);
        LoadScenario[] scenarios =
        [
            new("Echo, a connector without faults or limits, nothing kept on disk", Channels.Emulator, ConnectorFaults.None, EchoAsync, KeepsJournal: false),
            new("Echo, a connector without faults or limits", Channels.Emulator, ConnectorFaults.None, EchoAsync),
            new("Echo, Teams with faults", Channels.MsTeams, () => ConnectorFaults.Seeded(Seed), EchoAsync),
            new("Answers, Teams with faults", Channels.MsTeams, () => ConnectorFaults.Seeded(Seed), knowledge.ReplyAsync),
        ];

        Console.WriteLine($"{LoadQuestion.Conversations} conversations, {LoadQuestion.TurnsPerConversation} questions each, {Environment.ProcessorCount} cores for bot, connector and asker; the first runs warm up and aren't shown");
        await LoadRun.RunAsync(scenarios[0], cancellationToken);
        await LoadRun.RunAsync(scenarios[1], cancellationToken);
        var passed = true;
        foreach (var scenario in scenarios)
        {
            var result = await LoadRun.RunAsync(scenario, cancellationToken);
            LoadReport.Print(result);
            passed &= result.Problems.Count == 0;
        }

        return passed;
    }

    private static Task<string> EchoAsync(string question, CancellationToken cancellationToken) => Task.FromResult(question);
}
