using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.Knowledge.Documents;
using BotQA.Sources;
using BotQA.Tests.Support;

namespace BotQA.Tests.Storage;

/// <summary>What every place that hosts share state in makes of two hosts.</summary>
public abstract class SharedStateTests
{
    private readonly ScriptedAnswerer _answerer = new(question => Some.Answered(question, "72-hour", Chat.Document, "Russia declared a 72-hour truce."));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turn_OnAnotherHostThanTheOneBefore_KnowsTheConversation()
    {
        var (first, second) = await StartAsync();
        await using var one = first;
        await using var two = second;
        await one.TurnAsync(one.Says("What is one?"), Cancellation);
        await two.TurnAsync(two.Says("What is two?"), Cancellation);
        await one.TurnAsync(one.Says("What is three?"), Cancellation);

        Assert.Equal(["What is one?"], QuestionsBefore("What is two?"));
        Assert.Equal(["What is one?", "What is two?"], QuestionsBefore("What is three?"));
    }

    [Fact]
    public async Task Feedback_OnAnAnswerOfAnotherHost_IsStoredWithTheQuestion()
    {
        var (first, second) = await StartAsync();
        await using var one = first;
        await using var two = second;
        await one.TurnAsync(one.Says(Chat.Question), Cancellation);
        await two.TurnAsync(two.Reacts(MessageFeedback.Like, one.Channel.Messages[^1].Id), Cancellation);
        await two.TurnAsync(two.Reacts(MessageFeedback.Like, replyToId: null, user: "u2"), Cancellation);

        Assert.Equal([Chat.Question, Chat.Question], (await two.Feedback.ListAsync(cancellationToken: Cancellation)).Select(entry => entry.Question));
    }

    [Fact]
    public async Task Welcome_ConversationArrivesAtBothHosts_IsWelcomedOnce()
    {
        var (first, second) = await StartAsync();
        await using var one = first;
        await using var two = second;
        await one.TurnAsync(Arrival(one, InstallationActions.Add), Cancellation);
        await two.TurnAsync(Arrival(two, InstallationActions.Add), Cancellation);
        Assert.Single(one.Channel.Messages);
        Assert.Empty(two.Channel.Messages);

        await one.TurnAsync(Arrival(one, InstallationActions.Remove), Cancellation);
        await one.TurnAsync(Arrival(one, InstallationActions.Add), Cancellation);
        Assert.Equal(2, one.Channel.Messages.Count);
    }

    [Fact]
    public async Task Link_OfOneHost_IsGoodOnTheOther()
    {
        var (first, second) = await StartAsync();
        await using var one = first;
        await using var two = second;
        var link = one.Get<SourceTokens>().Protect(new SourceReference(Chat.Document.Id, new TextSpan(0, 4), SourceReference.FingerprintOf(Chat.Document.Text)));
        Assert.True(two.Get<SourceTokens>().TryUnprotect(link, out var reference));
        Assert.Equal(Chat.Document.Id, reference.DocumentId);
    }

    [Fact]
    public async Task Link_HostsStartAtTheSameMoment_IsGoodOnBoth()
    {
        var (first, second) = await StartAsync();
        await using var one = first;
        await using var two = second;
        var reference = new SourceReference(Chat.Document.Id, new TextSpan(0, 4), SourceReference.FingerprintOf(Chat.Document.Text));

        // Each may make a key of its own before it sees the other's.
        var links = await Task.WhenAll(
            Task.Run(() => one.Get<SourceTokens>().Protect(reference), Cancellation),
            Task.Run(() => two.Get<SourceTokens>().Protect(reference), Cancellation));
        Assert.All(links, link => Assert.True(one.Get<SourceTokens>().TryUnprotect(link, out _)));
        Assert.All(links, link => Assert.True(two.Get<SourceTokens>().TryUnprotect(link, out _)));
    }

    [Fact]
    public async Task Duplicate_OfAnActivityThatAnotherHostTookOn_IsKnown()
    {
        var (first, second) = await StartAsync();
        await using var one = first;
        await using var two = second;
        Assert.False(await two.Get<ISharedDuplicates>().IsKnownAsync("key", Cancellation));
        await one.Get<ISharedDuplicates>().AddAsync("key", TimeSpan.FromMinutes(1), Cancellation);
        Assert.True(await two.Get<ISharedDuplicates>().IsKnownAsync("key", Cancellation));
    }

    /// <summary>Starts the place, empty, and gives the settings that name it.</summary>
    private protected abstract Task<Dictionary<string, string?>> SettingsAsync(CancellationToken cancellationToken);

    private static Activity Arrival(Chat chat, string action)
    {
        var activity = chat.From(ActivityTypes.InstallationUpdate);
        activity.Action = action;
        return activity;
    }

    private async Task<(Chat First, Chat Second)> StartAsync()
    {
        var settings = await SettingsAsync(Cancellation);
        return (new Chat(_answerer, settings), new Chat(_answerer, settings));
    }

    private string[] QuestionsBefore(string question) => [.. _answerer.Asked[question]!.History.Turns.Select(turn => turn.Question)];
}
