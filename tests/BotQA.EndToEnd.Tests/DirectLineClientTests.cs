using System.Diagnostics;
using System.Text.Json;
using BotQA.EndToEnd.Tests.Support;

namespace BotQA.EndToEnd.Tests;

public sealed class DirectLineClientTests(ChatHost host)
{
    [Theory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task DirectLineJs_QuestionAsked_GetsItsEchoAndTheAnswerOnce(string transport)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));
        using var process = Process.Start(new ProcessStartInfo("node", ["direct-line.mjs", host.Address.AbsoluteUri.TrimEnd('/'), transport, ChatHost.Question])
        {
            WorkingDirectory = TestFolders.Clients,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        string output, errors;
        try
        {
            var reading = process.StandardError.ReadToEndAsync(timeout.Token);
            output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            errors = await reading;
            await process.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            process.Kill();
        }

        Assert.True(process.ExitCode == 0, errors);
        using var answer = JsonDocument.Parse(output);
        Assert.Contains("Solberg", answer.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.True(answer.RootElement.GetProperty("echoed").GetBoolean());
        Assert.Equal(0, answer.RootElement.GetProperty("duplicates").GetInt32());
    }
}
