using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using BotQA.Telemetry;
using BotQA.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Telemetry;

public sealed class TelemetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Question_AndFeedback_AreCountedAndTimedByStage()
    {
        await using var chat = new Chat();
        var measured = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == chat.Get<IMeterFactory>() && instrument.Meter.Name == BotQATelemetry.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measured.Add(Describe(instrument, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Add(Describe(instrument, tags)));
        listener.Start();

        await chat.TurnAsync(chat.Says(Chat.Question), Cancellation);
        await chat.TurnAsync(chat.Reacts("like", chat.Channel.Messages[0].Id), Cancellation);

        Assert.Equal(
            [
                "botqa.feedback botqa.channel=msteams botqa.feedback.reaction=like",
                "botqa.question.duration botqa.channel=msteams botqa.answer.status=answered",
                "botqa.question.stage.duration botqa.stage=answer",
                "botqa.question.stage.duration botqa.stage=deliver",
                "botqa.question.stage.duration botqa.stage=render",
                "botqa.questions botqa.channel=msteams botqa.answer.status=answered botqa.answer.reason=none",
            ],
            measured.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Question_AsASpan_HoldsTheOutcomeAndNoWordOfTheUser()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == BotQATelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var chat = new Chat();

        using var parent = new Activity("test").Start();
        await chat.TurnAsync(chat.Says("A secret question?"), Cancellation);

        var mine = spans.Where(span => span.TraceId == parent.TraceId).ToList();
        Assert.Equal(["answer", "deliver", "question", "render"], mine.Select(span => span.OperationName).Order());
        Assert.Equal("answered", mine.Single(span => span.OperationName == "question").GetTagItem("botqa.answer.status"));
        Assert.DoesNotContain(mine.SelectMany(span => span.TagObjects), tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Logs_OfAQuestionAndFeedback_HoldNoWordOfTheUser()
    {
        using var logs = new RecordingLogs();
        await using var chat = new Chat(logs: logs);

        await chat.TurnAsync(chat.Says("A secret question?"), Cancellation);
        await chat.TurnAsync(chat.Reacts("dislike", chat.Channel.Messages[0].Id, "A secret comment."), Cancellation);

        Assert.Contains(logs.Messages, message => message.StartsWith("Answered on msteams: answered", StringComparison.Ordinal));
        Assert.Contains(logs.Messages, message => message.StartsWith("Stored feedback: dislike", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Messages, message => message.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", true)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", true)]
    public void Export_IsAddedOnlyWhenAStandardVariableNamesAnEndpoint(string? variable, bool expected)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(variable is null ? [] : [new KeyValuePair<string, string?>(variable, "http://127.0.0.1:4317")])
            .Build();

        var services = new ServiceCollection().AddBotQATelemetry(configuration);

        Assert.Equal(expected, services.Any(service => service.ServiceType.FullName!.Contains("TracerProvider", StringComparison.Ordinal)));
    }

    private static string Describe(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
}
