using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.Hosting;

/// <summary>Turns as a channel sees them.</summary>
public sealed class TurnTests
{
    [Fact]
    public async Task Post_ConversationFull_Is429UntilThereIsRoom()
    {
        var release = new TaskCompletionSource();
        await using var host = await BotHost.StartAsync((turn, token) => release.Task, Local(("Bot:Turns:ConversationCapacity", "2"), ("Bot:Turns:RetryAfter", "00:00:07")));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message(id: "1")));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message(id: "2")));

        using var refused = await host.PostAsync(BotHost.Message(id: "3"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message(id: "3", conversation: "d")));

        release.SetResult();
        while (await StatusAsync(host, BotHost.Message(id: "3")) == HttpStatusCode.TooManyRequests)
        {
            await Task.Yield();
        }
    }

    [Theory]
    [InlineData("message")]
    [InlineData("invoke")]
    public async Task Post_QueueFull_IsCountedOnce(string type)
    {
        var release = new TaskCompletionSource();
        await using var host = await BotHost.StartAsync((turn, token) => release.Task, Local(("Bot:Turns:Capacity", "1")));
        var refused = new ConcurrentQueue<string?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "botqa.turns.refused" && instrument.Meter.Scope == host.Services.GetRequiredService<IMeterFactory>())
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => refused.Enqueue(tags[0].Value as string));
        listener.Start();
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message(id: "1")));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(host, BotHost.Message(type: type, id: "2", conversation: "d")));
        release.SetResult();

        Assert.Equal(nameof(TurnAcceptance.QueueFull), Assert.Single(refused));
    }

    [Fact]
    public async Task Post_QueueFull_Is503AndTheRetryIsNoDuplicate()
    {
        var release = new TaskCompletionSource();
        var turns = 0;
        await using var host = await BotHost.StartAsync(
            (turn, token) =>
            {
                Interlocked.Increment(ref turns);
                return release.Task;
            },
            Local(("Bot:Turns:Capacity", "1")));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message(id: "1")));

        using var refused = await host.PostAsync(BotHost.Message(id: "2", conversation: "d"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(host, BotHost.Message(type: "invoke", id: "3")));

        release.SetResult();
        while (await StatusAsync(host, BotHost.Message(id: "2", conversation: "d")) == HttpStatusCode.ServiceUnavailable)
        {
            await Task.Yield();
        }

        await host.StopAsync();
        Assert.Equal(2, turns);
    }

    [Fact]
    public async Task Post_InvokeWhileAMessageIsAnswered_DoesNotWaitForIt()
    {
        var release = new TaskCompletionSource();
        await using var host = await BotHost.StartAsync(async (turn, token) =>
        {
            if (turn.Activity.Type == ActivityTypes.Invoke)
            {
                turn.InvokeResponse = InvokeResponse.EmptyObject();
                return;
            }

            await release.Task;
        });
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message()));
        using var response = await host.PostAsync(BotHost.Message(type: "invoke", id: "2"));
        Assert.Equal("{}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        release.SetResult();
    }

    [Fact]
    public async Task Turn_Fails_TellsTheUserAndTheNextOneRuns()
    {
        await using var host = await BotHost.StartAsync((turn, token) => turn.Activity.Text == "bad"
            ? throw new InvalidOperationException("secret detail")
            : turn.SendActivityAsync("good", token));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message("bad", id: "1")));
        var apology = await host.Connector.NextAsync();
        Assert.Equal(new TurnOptions().ErrorText, apology.Text);
        Assert.DoesNotContain("secret", apology.Body, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message("fine", id: "2")));
        Assert.Equal("good", (await host.Connector.NextAsync()).Text);
    }

    [Fact]
    public async Task Turn_FailsAndSoDoesTellingTheUser_TheNextOneRuns()
    {
        await using var host = await BotHost.StartAsync(
            (turn, token) => turn.Activity.Text == "bad" ? throw new InvalidOperationException("first") : turn.SendActivityAsync("good", token),
            services: services => services.Configure<TurnOptions>(options => options.OnTurnError = (_, _, _) => throw new InvalidOperationException("second")));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message("bad", id: "1")));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message("fine", id: "2")));
        Assert.Equal("good", (await host.Connector.NextAsync()).Text);
    }

    [Fact]
    public async Task Turn_FailsWhenRepliesAreExpected_TheApologyIsAmongThem()
    {
        await using var host = await BotHost.StartAsync((_, _) => throw new InvalidOperationException("bad"));
        using var response = await host.PostAsync(BotHost.Message().Replace("\"text\"", "\"deliveryMode\":\"expectReplies\",\"text\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(new TurnOptions().ErrorText, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adaptiveCard/action", HttpStatusCode.OK, "application/vnd.microsoft.error")]
    [InlineData("other", HttpStatusCode.InternalServerError, "BotError")]
    public async Task Turn_InvokeFails_SaysSoAsTheInvokeAsks(string name, HttpStatusCode expected, string content)
    {
        await using var host = await BotHost.StartAsync((_, _) => throw new InvalidOperationException("secret detail"));
        using var response = await host.PostAsync(BotHost.Message(type: "invoke").Replace("\"text\"", $"\"name\":\"{name}\",\"text\"", StringComparison.Ordinal));
        Assert.Equal(expected, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(content, body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turn_TakesTooLong_IsCancelledAndTheUserTold()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var started = new TaskCompletionSource();
        await using var host = await BotHost.StartAsync(
            (_, token) =>
            {
                // Not on the fake clock: it may lose the time that passes while a timer is being added to it.
                started.SetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, token);
            },
            timeProvider: time);
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message()));
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(new TurnOptions().TurnTimeout);
        Assert.Equal(new TurnOptions().ErrorText, (await host.Connector.NextAsync()).Text);
    }

    [Fact]
    public async Task Turn_ThrowsSomethingElseWhenItIsCancelled_SaysNothingToTheUser()
    {
        using var cancellation = new CancellationTokenSource();
        await using var host = await BotHost.StartAsync(async (_, _) =>
        {
            await cancellation.CancelAsync();
            throw new IOException("The connection was given up.");
        });
        var sender = new BufferedActivitySender();
        var activity = new Activity { Type = ActivityTypes.Message, Conversation = new ConversationAccount { Id = "c" } };
        var result = await host.Services.GetRequiredService<TurnRunner>().RunAsync(activity, sender, CallerIdentity.Anonymous, cancellation.Token);

        Assert.False(result.Succeeded);
        Assert.Empty(sender.Activities);
    }

    [Fact]
    public async Task StopAsync_TurnsAccepted_AreAnsweredFirst()
    {
        var release = new TaskCompletionSource();
        await using var host = await BotHost.StartAsync(async (turn, token) =>
        {
            await release.Task;
            await turn.SendActivityAsync(turn.Activity.Text!, token);
        });
        for (var turn = 0; turn < 10; turn++)
        {
            Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(host, BotHost.Message($"{turn}", id: $"{turn}")));
        }

        var stop = host.StopAsync();
        release.SetResult();
        await stop;
        Assert.Equal(Enumerable.Range(0, 10).Select(turn => $"{turn}"), host.Connector.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task Turn_Middleware_RunsInOrderAroundTheBot()
    {
        var steps = new List<string>();
        await using var host = await BotHost.StartAsync(
            (turn, _) =>
            {
                steps.Add("bot");
                turn.InvokeResponse = InvokeResponse.Ok();
                return Task.CompletedTask;
            },
            services: services => services
                .AddTransient<IMiddleware>(_ => new Step("outer", steps))
                .AddTransient<IMiddleware>(_ => new Step("inner", steps)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, BotHost.Message(type: "invoke")));
        Assert.Equal(["outer begins", "inner begins", "bot", "inner ends", "outer ends"], steps);
    }

    private static Dictionary<string, string?> Local(params (string Key, string Value)[] settings)
    {
        var result = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        result["Bot:Authentication:AllowAnonymous"] = "true";
        return result;
    }

    private static async Task<HttpStatusCode> StatusAsync(BotHost host, string json)
    {
        using var response = await host.PostAsync(json);
        return response.StatusCode;
    }

    private sealed class Step(string name, List<string> steps) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            steps.Add($"{name} begins");
            await next(cancellationToken);
            steps.Add($"{name} ends");
        }
    }
}
