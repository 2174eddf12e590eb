using System.Text.Json;
using BotQA.ActivityProtocol.Schema;
using BotQA.Feedback;
using BotQA.Tests.Support;

namespace BotQA.Tests.Bot;

public sealed class FeedbackTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TeamsFeedback_OnAnAnswer_IsStoredWithQuestionAndQuotesAndAnsweredAsTeamsAsks()
    {
        await using var chat = new Chat();
        await chat.TurnAsync(chat.Says(Chat.Question), Cancellation);

        var response = await chat.TurnAsync(chat.Reacts("dislike", chat.Channel.Messages[0].Id, "Too short."), Cancellation);

        Assert.Equal(200, response!.Status);
        Assert.Equal("{}", response.Body!.Value.GetRawText());
        var (entry, voter) = Assert.Single(chat.Feedback.Saved);
        Assert.Equal(("dislike", "Too short.", Chat.Question, "answered", "msteams"), (entry.Reaction, entry.Comment, entry.Question, entry.Status, entry.Channel));
        Assert.Equal([new FeedbackCitation("truce.txt", 0, 32, "Russia declared a 72-hour truce.")], entry.Citations);
        Assert.Equal("u1", voter.UserId);
    }

    [Fact]
    public async Task PlaygroundFeedback_WhichNamesNoMessage_IsStoredWithTheLatestAnswer()
    {
        await using var chat = new Chat();
        await chat.TurnAsync(chat.Says(Chat.Question), Cancellation);
        await chat.TurnAsync(chat.Says("Who won?"), Cancellation);

        await chat.TurnAsync(chat.Reacts("like", replyToId: null), Cancellation);

        Assert.Equal("Who won?", Assert.Single(chat.Feedback.Saved).Entry.Question);
    }

    [Fact]
    public async Task TeamsFeedback_OnAnAnswerOfAnotherConversation_IsStoredWithoutIt()
    {
        await using var chat = new Chat();
        await chat.TurnAsync(chat.Says(Chat.Question), Cancellation);

        var response = await chat.TurnAsync(chat.Reacts("like", chat.Channel.Messages[0].Id, conversation: "c2"), Cancellation);

        Assert.Equal(200, response!.Status);
        Assert.Null(Assert.Single(chat.Feedback.Saved).Entry.Question);
    }

    [Fact]
    public async Task TeamsFeedback_OnAnAnswerLongGone_IsStoredWithoutIt()
    {
        await using var chat = new Chat(settings: new Dictionary<string, string?> { ["Bot:RememberedAnswers"] = "1" });
        await chat.TurnAsync(chat.Says(Chat.Question), Cancellation);
        await chat.TurnAsync(chat.Says("Who won?"), Cancellation);

        foreach (var answer in chat.Channel.Messages)
        {
            await chat.TurnAsync(chat.Reacts("like", answer.Id), Cancellation);
        }

        Assert.Equal([null, "Who won?"], chat.Feedback.Saved.Select(saved => saved.Entry.Question));
    }

    [Fact]
    public async Task TeamsFeedback_ThatCannotBeStored_IsAcceptedAllTheSame()
    {
        await using var chat = new Chat();
        chat.Feedback.Failure = new FeedbackStoreException("The disk is full.", new IOException());

        var response = await chat.TurnAsync(chat.Reacts("like", "sent-2"), Cancellation);

        Assert.Equal(200, response!.Status);
    }

    [Theory]
    [InlineData(0, "like")]
    [InlineData(1, "dislike")]
    public async Task WebChatFeedback_ByTheActionOfTheAnswer_IsStoredWithIt(int button, string reaction)
    {
        await using var chat = new Chat();
        await chat.TurnAsync(chat.Says(Chat.Question, Channels.WebChat), Cancellation);
        var action = Assert.Single(chat.Channel.Messages).Entities!.Single(entity => entity.Type == EntityTypes.Message).Properties!["potentialAction"][button];

        // Web Chat sends the action back as the only entity of an event.
        var feedback = chat.From(ActivityTypes.Event, Channels.WebChat);
        feedback.Name = "webchat:activity-status/feedback";
        feedback.Entities = [action.Deserialize<Entity>()!];
        await chat.TurnAsync(feedback, Cancellation);

        var entry = Assert.Single(chat.Feedback.Saved).Entry;
        Assert.Equal((reaction, Chat.Question), (entry.Reaction, entry.Question));
    }

    [Fact]
    public async Task WebChatFeedback_WithAnIdThatIsNotOurs_IsIgnored()
    {
        await using var chat = new Chat();
        var feedback = chat.From(ActivityTypes.Event, Channels.WebChat);
        feedback.Name = "webchat:activity-status/feedback";
        feedback.Entities = [JsonSerializer.Deserialize<Entity>("""{"@type":"LikeAction","@id":"urn:other:1:like"}""")!];

        await chat.TurnAsync(feedback, Cancellation);

        Assert.Empty(chat.Feedback.Saved);
    }
}
