using System.Diagnostics.Metrics;
using BotQA.Knowledge.Answering;

namespace BotQA.Telemetry;

/// <summary>What the bot counts and times.</summary>
internal sealed class BotMetrics
{
    // Any sender may claim any channel; a tag takes few values.
    private static readonly string[] KnownChannels = ["msteams", "webchat", "directline", "emulator", "agents"];

    private readonly TimeProvider _time;
    private readonly Counter<long> _questions;
    private readonly Counter<long> _limited;
    private readonly Counter<long> _feedback;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _stages;

    public BotMetrics(IMeterFactory meterFactory, TimeProvider time)
    {
        _time = time;
        var meter = meterFactory.Create(BotQATelemetry.Name);
        _questions = meter.CreateCounter<long>("botqa.questions", "{question}", "Questions by channel, status and reason.");
        _limited = meter.CreateCounter<long>("botqa.questions.limited", "{question}", "Questions beyond the rate limits.");
        _feedback = meter.CreateCounter<long>("botqa.feedback", "{reaction}", "Reactions to answers.");
        _duration = meter.CreateHistogram<double>("botqa.question.duration", "s", "From the question to the delivered answer.");
        _stages = meter.CreateHistogram<double>("botqa.question.stage.duration", "s", "The time of one stage: answer, render, deliver.");
    }

    /// <summary><c>answered</c> or <c>notFound</c>.</summary>
    public static string StatusOf(Answer answer) => answer.Status == AnswerStatus.Answered ? "answered" : "notFound";

    /// <summary>A question was answered.</summary>
    public void Answered(Answer answer, TimeSpan duration, string? channel)
    {
        _questions.Add(1, Channel(channel), Tag("botqa.answer.status", StatusOf(answer)), Tag("botqa.answer.reason", answer.Reason?.ToString() ?? "none"));
        _duration.Record(duration.TotalSeconds, Channel(channel), Tag("botqa.answer.status", StatusOf(answer)));
    }

    /// <summary>A question was refused, as there were too many.</summary>
    public void Limited(string? channel) => _limited.Add(1, Channel(channel));

    /// <summary>A user reacted to an answer.</summary>
    public void FeedbackGiven(string reaction, string? channel) => _feedback.Add(1, Channel(channel), Tag("botqa.feedback.reaction", reaction));

    /// <summary>Runs one stage, with a span of its own.</summary>
    public async Task<T> TimeAsync<T>(string stage, Func<Task<T>> run)
    {
        using var span = BotQATelemetry.Source.StartActivity(stage);
        var started = _time.GetTimestamp();
        try
        {
            return await run();
        }
        finally
        {
            _stages.Record(_time.GetElapsedTime(started).TotalSeconds, Tag("botqa.stage", stage));
        }
    }

    /// <summary>Runs one stage, with a span of its own.</summary>
    public T Time<T>(string stage, Func<T> run)
    {
        using var span = BotQATelemetry.Source.StartActivity(stage);
        var started = _time.GetTimestamp();
        try
        {
            return run();
        }
        finally
        {
            _stages.Record(_time.GetElapsedTime(started).TotalSeconds, Tag("botqa.stage", stage));
        }
    }

    private static KeyValuePair<string, object?> Channel(string? channel) =>
        Tag("botqa.channel", KnownChannels.Contains(channel, StringComparer.Ordinal) ? channel! : "other");

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
