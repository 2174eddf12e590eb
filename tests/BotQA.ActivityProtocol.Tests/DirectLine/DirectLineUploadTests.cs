using System.Net;
using System.Text;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Tests.Support;

namespace BotQA.ActivityProtocol.Tests.DirectLine;

public sealed class DirectLineUploadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Upload_FileWithText_ReachesTheBotWhileOthersSeeItsNameAlone()
    {
        var received = new TaskCompletionSource<Activity>();
        await using var host = await DirectLineHost.StartAsync((turn, _) =>
        {
            if (turn.Activity.Attachments is not null)
            {
                received.TrySetResult(turn.Activity);
            }

            return Task.CompletedTask;
        });
        var chat = await host.ChatAsync();

        Assert.Equal(HttpStatusCode.OK, await UploadAsync(chat, "What does it say?", "notes.txt", "The café opens at six."));

        var activity = await received.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var file = Assert.Single(activity.Attachments!);
        Assert.Equal(("notes.txt", "text/plain", "What does it say?"), (file.Name, file.ContentType, activity.Text));
        Assert.Equal("The café opens at six.", Encoding.UTF8.GetString(file.File!.Value.Span));
        var echo = (await chat.PollAsync()).ToJsonString();
        Assert.Contains("notes.txt", echo, StringComparison.Ordinal);
        Assert.DoesNotContain("opens at six", echo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_MoreThanMayWait_Is503UntilATurnHasEnded()
    {
        var release = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using var host = await DirectLineHost.StartAsync(
            async (turn, _) =>
            {
                if (turn.Activity.Attachments is not null)
                {
                    await release.Task;
                }
                else if (turn.Activity.Text == "after")
                {
                    ended.SetResult();
                }
            },
            options => options.MaxPendingUploadBytes = 3_000);
        var chat = await host.ChatAsync();
        var text = new string('x', 2_000);

        Assert.Equal(HttpStatusCode.OK, await UploadAsync(chat, "first", "a.txt", text));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await UploadAsync(chat, "second", "b.txt", text));

        // The turn of the next message begins when that of the upload has ended.
        release.SetResult();
        await chat.SayAsync("after");
        await ended.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(chat, "third", "c.txt", text));
    }

    private static async Task<HttpStatusCode> UploadAsync(DirectLineChat chat, string text, string name, string content)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent($$"""{"type":"message","from":{"id":"ada"},"text":"{{text}}"}""", Encoding.UTF8, "application/vnd.microsoft.activity"), "activity" },
            { new StringContent(content, Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue("text/plain")), "file", name },
        };
        using var response = await chat.Host.SendAsync(HttpMethod.Post, $"{chat.Path}/upload?userId=ada", chat.Token, form);
        return response.StatusCode;
    }
}
