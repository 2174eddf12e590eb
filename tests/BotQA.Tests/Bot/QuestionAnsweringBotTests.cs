using System.Text.Json;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.Knowledge.Answering;
using BotQA.Tests.Support;
using Attachment = BotQA.ActivityProtocol.Schema.Attachment;

namespace BotQA.Tests.Bot;

public sealed class QuestionAnsweringBotTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Arrival_AnnouncedSeveralTimes_WelcomesOnceWithDocumentsAndExamples()
    {
        await using var chat = new Chat(settings: new Dictionary<string, string?>
        {
            ["Bot:Examples:0"] = "One?",
            ["Bot:Examples:1"] = "Two?",
            ["Bot:Examples:2"] = "Three?",
            ["Bot:Examples:3"] = "Four?",
        });
        for (var load = 0; load < 3; load++)
        {
            await chat.TurnAsync(Installation(chat, InstallationActions.Add), Cancellation);
            await chat.TurnAsync(Arrival(chat, Chat.BotId), Cancellation);
        }

        var welcome = Assert.Single(chat.Channel.Messages);
        Assert.Contains("1 document.", welcome.Text, StringComparison.Ordinal);
        Assert.Equal(["One?", "Two?", "Three?"], welcome.SuggestedActions!.Actions!.Select(action => action.Title));
    }

    [Fact]
    public async Task Arrival_InAnotherConversationOrAfterRemoval_WelcomesAgain()
    {
        await using var chat = new Chat();
        await chat.TurnAsync(Arrival(chat, Chat.BotId), Cancellation);
        await chat.TurnAsync(Arrival(chat, Chat.BotId, conversation: "c2"), Cancellation);
        Assert.Equal(2, chat.Channel.Messages.Count);

        await chat.TurnAsync(Installation(chat, InstallationActions.Remove), Cancellation);
        await chat.TurnAsync(Installation(chat, InstallationActions.Add), Cancellation);

        Assert.Equal(3, chat.Channel.Messages.Count);
    }

    [Fact]
    public async Task Arrival_OfSomebodyElseInAGroup_SaysNothing()
    {
        await using var chat = new Chat();

        await chat.TurnAsync(Arrival(chat, "u2", conversationType: ConversationTypes.GroupChat), Cancellation);

        Assert.Empty(chat.Channel.Sent);
    }

    [Fact]
    public async Task Arrival_WithoutConfiguredExamples_OffersQuestionsThatTheDocumentsAnswer()
    {
        var document = Some.Document(text: "Red Square is a square in Moscow. The Kremlin is a fortress beside it.");
        await using var chat = new Chat(
            new ScriptedAnswerer(q => q.Contains("Red Square", StringComparison.Ordinal) ? Some.Answered(q, "a square", document, "Red Square is a square in Moscow.") : Some.NotFound(q)),
            documents: document);

        await chat.TurnAsync(Arrival(chat, Chat.BotId), Cancellation);

        Assert.Equal(["What is Red Square?"], Assert.Single(chat.Channel.Messages).SuggestedActions!.Actions!.Select(action => action.Title));
    }

    [Fact]
    public async Task Message_InATeamsPersonalChat_IsStreamed()
    {
        await using var chat = await AnswerOnceSomethingIsSeenAsync(Channels.MsTeams);

        Assert.Equal([ActivityTypes.Typing, ActivityTypes.Message], chat.Channel.Sent.Select(activity => activity.Type));
        Assert.Equal("Searching 1 document...", chat.Channel.Sent[0].Text);
        Assert.Equal(StreamTypes.Informative, StreamInfo.Read(chat.Channel.Sent[0])!.StreamType);
        Assert.Equal(StreamTypes.Final, StreamInfo.Read(chat.Channel.Sent[1])!.StreamType);
        Assert.Equal("sent-1", StreamInfo.Read(chat.Channel.Sent[1])!.StreamId);
        Assert.Single(chat.Channel.Sent[1].Entities!, entity => entity.Type == EntityTypes.Message);
    }

    [Fact]
    public async Task Message_InWebChatThatIsAnsweredAtOnce_IsSentWithoutAStream()
    {
        await using var chat = new Chat();

        await chat.TurnAsync(chat.Says(Chat.Question, Channels.DirectLine), Cancellation);

        Assert.Equal(ActivityTypes.Message, Assert.Single(chat.Channel.Sent).Type);
    }

    [Fact]
    public async Task Message_InWebChatThatTakesLong_IsStreamed()
    {
        await using var chat = await AnswerOnceSomethingIsSeenAsync(Channels.DirectLine);

        Assert.Equal([ActivityTypes.Typing, ActivityTypes.Message], chat.Channel.Sent.Select(activity => activity.Type));
    }

    [Fact]
    public async Task Message_ThatExpectsReplies_IsOneMessage()
    {
        await using var chat = new Chat();
        var message = chat.Says(Chat.Question);
        message.DeliveryMode = DeliveryModes.ExpectReplies;

        await chat.TurnAsync(message, Cancellation);

        Assert.Null(StreamInfo.Read(Assert.Single(chat.Channel.Sent)));
    }

    [Theory]
    [InlineData(ConversationTypes.GroupChat)]
    [InlineData(ConversationTypes.Channel)]
    public async Task Message_InAGroup_IsAnsweredOnlyWhenTheBotIsAddressed(string conversationType)
    {
        var answerer = new ScriptedAnswerer(q => Some.Answered(q, "72-hour", Chat.Document, "Russia declared a 72-hour truce."));
        await using var chat = new Chat(answerer);
        await chat.TurnAsync(chat.Says(Chat.Question, conversationType: conversationType), Cancellation);
        await chat.TurnAsync(Mentioning(chat.Says($"<at>Somebody</at> {Chat.Question}", conversationType: conversationType), "u9", "Somebody"), Cancellation);
        Assert.Empty(chat.Channel.Sent);

        await chat.TurnAsync(Mentioning(chat.Says($"<at>BotQA</at>{Chat.Question}", conversationType: conversationType), Chat.BotId, "BotQA"), Cancellation);

        Assert.Equal([ActivityTypes.Typing, ActivityTypes.Message], chat.Channel.Sent.Select(activity => activity.Type));
        Assert.All(chat.Channel.Sent, activity => Assert.Null(StreamInfo.Read(activity)));
        Assert.Equal([Chat.Question], answerer.Asked.Keys);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("What can you do?")]
    [InlineData("  HELP! ")]
    public async Task Message_ForHelp_ExplainsWithoutASearch(string text)
    {
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q));
        await using var chat = new Chat(answerer, new Dictionary<string, string?> { ["Bot:Examples:0"] = "One?" });

        await chat.TurnAsync(chat.Says(text), Cancellation);

        Assert.Contains("in your own words", Assert.Single(chat.Channel.Messages).Text, StringComparison.Ordinal);
        Assert.Empty(answerer.Asked);
    }

    [Theory]
    [InlineData("What documents do you have?")]
    [InlineData("list the documents")]
    [InlineData("Which files do you know")]
    public async Task Message_ForDocuments_ListsTheTitlesAsPlainText(string text)
    {
        await using var chat = new Chat(documents: [Some.Document("a.txt", title: "First"), Some.Document("b.txt", title: "[Second](https://evil.example)")]);

        await chat.TurnAsync(chat.Says(text), Cancellation);

        Assert.Equal("I know 2 documents:\n\n- First\n- \\[Second\\](https\u2060://evil.example)", Assert.Single(chat.Channel.Messages).Text);
    }

    [Fact]
    public async Task Message_WithNothingInIt_GetsAFriendlyWord()
    {
        await using var chat = new Chat();
        await chat.TurnAsync(chat.Says("  "), Cancellation);
        Assert.Equal(BotQA.Bot.BotMessages.Empty, chat.Channel.Messages[^1].Text);

        var file = chat.Says(null);
        file.Attachments = [new Attachment { ContentType = "image/png", ContentUrl = "https://example.com/a.png" }];
        await chat.TurnAsync(file, Cancellation);

        Assert.StartsWith("I can't use **file**", chat.Channel.Messages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_BeforeTheDocumentsAreReady_GetsAnHonestWordAndNoSearch()
    {
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q));
        await using var chat = new Chat(answerer, ready: false);
        await chat.TurnAsync(chat.Says(Chat.Question), Cancellation);
        Assert.Contains("still reading", Assert.Single(chat.Channel.Messages).Text, StringComparison.Ordinal);

        chat.Knowledge.SetFailed("/secret/folder is missing");
        await chat.TurnAsync(chat.Says(Chat.Question), Cancellation);

        Assert.Contains("could not be read", chat.Channel.Messages[^1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", chat.Channel.Messages[^1].Text, StringComparison.Ordinal);
        Assert.Empty(answerer.Asked);
    }

    [Fact]
    public async Task Message_OfAUserBeyondTheLimit_IsTurnedDownWhileOthersAreAnswered()
    {
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q));
        await using var chat = new Chat(answerer, new Dictionary<string, string?> { ["Bot:UserQuestions"] = "2", ["Bot:RateWindow"] = "01:00:00" });
        foreach (var question in new[] { "one", "two", "three" })
        {
            await chat.TurnAsync(chat.Says(question), Cancellation);
        }

        await chat.TurnAsync(chat.Says("four", conversation: "c2", user: "u2"), Cancellation);

        Assert.Equal(["four", "one", "two"], answerer.Asked.Keys.Order());
        Assert.Equal(BotQA.Bot.BotMessages.TooFast, chat.Channel.Messages[2].Text);
    }

    [Fact]
    public async Task Message_InAConversationBeyondTheLimit_IsTurnedDownWhoeverAsks()
    {
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q));
        await using var chat = new Chat(answerer, new Dictionary<string, string?> { ["Bot:ConversationQuestions"] = "1", ["Bot:RateWindow"] = "01:00:00" });
        await chat.TurnAsync(chat.Says("one", user: "u1"), Cancellation);
        await chat.TurnAsync(chat.Says("two", user: "u2"), Cancellation);

        Assert.Equal(["one"], answerer.Asked.Keys);
    }

    [Fact]
    public async Task Message_WhoseTurnIsCancelled_EndsWithoutAnAnswer()
    {
        using var cancellation = new CancellationTokenSource();
        await using var chat = new Chat(new ScriptedAnswerer(async (_, token) =>
        {
            await cancellation.CancelAsync();
            token.ThrowIfCancellationRequested();
            throw new InvalidOperationException("The token was not passed on.");
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chat.TurnAsync(chat.Says(Chat.Question), cancellation.Token));

        Assert.Empty(chat.Channel.Messages);
    }

    private static async Task<Chat> AnswerOnceSomethingIsSeenAsync(string channel)
    {
        var answer = new TaskCompletionSource<Answer>();
        var chat = new Chat(new ScriptedAnswerer((_, _) => answer.Task));
        var turn = chat.TurnAsync(chat.Says(Chat.Question, channel), Cancellation);
        while (chat.Channel.Sent.Count == 0)
        {
            await Task.Yield();
        }

        answer.SetResult(Some.Answered(Chat.Question, "72-hour", Chat.Document, "Russia declared a 72-hour truce."));
        await turn;
        return chat;
    }

    private static Activity Arrival(Chat chat, string member, string conversation = "c1", string? conversationType = null)
    {
        var update = chat.From(ActivityTypes.ConversationUpdate, conversation: conversation, conversationType: conversationType);
        update.MembersAdded = [new ChannelAccount { Id = member }];
        return update;
    }

    private static Activity Installation(Chat chat, string action)
    {
        var update = chat.From(ActivityTypes.InstallationUpdate);
        update.Action = action;
        return update;
    }

    private static Activity Mentioning(Activity message, string id, string name)
    {
        message.Entities =
        [
            new Entity
            {
                Type = EntityTypes.Mention,
                Properties = new Dictionary<string, JsonElement>
                {
                    ["text"] = JsonSerializer.SerializeToElement($"<at>{name}</at>"),
                    ["mentioned"] = JsonSerializer.SerializeToElement(new { id, name }),
                },
            },
        ];
        return message;
    }
}
