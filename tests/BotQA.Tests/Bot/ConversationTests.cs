using BotQA.ActivityProtocol.Schema;
using BotQA.Knowledge.Answering;
using BotQA.Tests.Support;

namespace BotQA.Tests.Bot;

/// <summary>Follow-ups and the like, as a channel sees them.</summary>
public sealed class ConversationTests
{
    private const string Quote = "Russia declared a 72-hour truce.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Channels.MsTeams)]
    [InlineData(Channels.DirectLine)]
    [InlineData(Channels.Emulator)]
    public async Task FollowUp_AfterAnAnswer_IsAnsweredAndShownInFull(string channel)
    {
        var answerer = new ScriptedAnswerer(q => Some.Answered(q, "72-hour", Chat.Document, Quote));
        await using var chat = new Chat(answerer);

        await chat.TurnAsync(chat.Says("How long was the truce?", channel), Cancellation);
        await chat.TurnAsync(chat.Says("Who declared it?", channel), Cancellation);

        Assert.Contains("Who declared the truce?", answerer.Asked.Keys);
        Assert.DoesNotContain("How long was the truce", chat.Channel.Messages[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("*Who declared the truce?*\n\n", Unescaped(chat.Channel.Messages[1]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Channels.MsTeams, "c2", "u1")]
    [InlineData(Channels.MsTeams, "c1", "u2")]
    [InlineData(Channels.DirectLine, "c1", "u1")]
    public async Task FollowUp_OfAnotherConversationOrUser_SeesNothing(string channel, string conversation, string user)
    {
        var answerer = new ScriptedAnswerer(q => Some.Answered(q, "72-hour", Chat.Document, Quote));
        await using var chat = new Chat(answerer);

        await chat.TurnAsync(chat.Says("How long was the truce?"), Cancellation);
        await chat.TurnAsync(chat.Says("Who declared it?", channel, conversation, user), Cancellation);

        Assert.Empty(answerer.Asked["Who declared it?"]!.History.Turns);
    }

    [Fact]
    public async Task StartOver_AfterAnAnswer_ForgetsIt()
    {
        var answerer = new ScriptedAnswerer(q => Some.Answered(q, "72-hour", Chat.Document, Quote));
        await using var chat = new Chat(answerer);
        await chat.TurnAsync(chat.Says("How long was the truce?"), Cancellation);

        await chat.TurnAsync(chat.Says("start over"), Cancellation);
        await chat.TurnAsync(chat.Says("Who declared it?"), Cancellation);

        Assert.Empty(answerer.Asked["Who declared it?"]!.History.Turns);
        Assert.Contains("start over", chat.Channel.Messages[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Channels.MsTeams)]
    [InlineData(Channels.DirectLine)]
    public async Task Question_ThatCanMeanSeveralThings_OffersItsReadingsAsButtons(string channel)
    {
        string[] readings = ["What is the fee (Ketch)?", "What is the fee (Dinghy)?"];
        await using var chat = new Chat(new ScriptedAnswerer(q => Some.NotFound(q) with
        {
            Reason = NotFoundReason.Underspecified,
            Text = "Which do you mean?",
            Readings = readings,
        }));

        await chat.TurnAsync(chat.Says("What is the fee?", channel), Cancellation);

        var message = Assert.Single(chat.Channel.Messages);
        Assert.Contains("Which do you mean?", Unescaped(message), StringComparison.Ordinal);
        Assert.Equal(readings, message.SuggestedActions!.Actions!.Select(action => action.Value!.Value.GetString()));
    }

    [Fact]
    public async Task ShowTheSource_AfterAnAnswer_CitesItsQuotesAgain()
    {
        await using var chat = new Chat();
        await chat.TurnAsync(chat.Says(Chat.Question), Cancellation);

        await chat.TurnAsync(chat.Says("Show me the source"), Cancellation);

        Assert.Contains("[1]", chat.Channel.Messages[1].Text, StringComparison.Ordinal);
        Assert.Single(chat.Channel.Messages[1].Entities!, entity => entity.Type == EntityTypes.Message);
    }

    [Fact]
    public async Task TwoQuestions_InOneMessage_AreBothAnswered()
    {
        await using var chat = new Chat(new ScriptedAnswerer(q => q.Contains("long", StringComparison.Ordinal)
            ? Some.Answered(q, "72-hour", Chat.Document, Quote)
            : Some.Answered(q, "Fighting", Chat.Document, "Fighting went on.")));

        await chat.TurnAsync(chat.Says("How long was the truce and what did happen?"), Cancellation);

        var text = Assert.Single(chat.Channel.Messages).Text!;
        Assert.Contains("truce. [1]", text, StringComparison.Ordinal);
        Assert.Contains("Fighting went on. [2]", text, StringComparison.Ordinal);
    }

    private static string Unescaped(Activity message) => message.Text!.Replace("\\", "", StringComparison.Ordinal);
}
