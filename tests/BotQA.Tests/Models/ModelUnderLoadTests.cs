using System.Diagnostics;
using BotQA.ActivityProtocol.Schema;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Storage;
using BotQA.Tests.Models.Support;
using BotQA.Tests.Support;

namespace BotQA.Tests.Models;

/// <summary>Many conversations at a time, and a model that is of no help to any of them.</summary>
public class ModelUnderLoadTests(SampleIndex index) : IClassFixture<SampleIndex>
{
    private const int Conversations = 36;
    private const int QuestionsEach = 2;
    private const string Question = "How long was the truce that Russia declared?";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    // What a busy machine takes for so many turns beside the waiting.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(40);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("dead")]
    [InlineData("failing")]
    [InlineData("slow")]
    [InlineData("wrong")]
    public async Task Messages_ModelOfNoHelp_AreAllAnsweredWithinTheLimit(string model)
    {
        var server = await ModelServer.StartAsync(model switch
        {
            "slow" => ModelReplies.Never,
            "failing" => ModelReplies.Error(503),
            _ => ModelReplies.Text("The truce lasted 48 hours [1]. Everybody kept it [7]."),
        });
        await using var stopping = server;
        var settings = ModelHost.Settings(server);
        settings["Model:TimeLimit"] = Limit.ToString();
        if (model == "dead")
        {
            await server.DisposeAsync();
        }

        // Found once: what is under load here is the waiting for the model, not the search.
        var found = await index.Get<IQuestionAnswerer>().AnswerAsync(Question, cancellationToken: Cancellation);
        await using var host = ModelHost.Of(index, settings, answerer: new ScriptedAnswerer(_ => found));
        await using var chat = new Chat(host.Get<IQuestionAnswerer>(), documents: [.. index.Get<IDocumentCatalog>().List()]);

        var longest = await Task.WhenAll(Enumerable.Range(0, Conversations).Select(i => TalkAsync(chat, $"c{i}"))).WaitAsync(TimeSpan.FromMinutes(3), Cancellation);

        Assert.InRange(longest.Max(), TimeSpan.Zero, Limit + Slack);
        var replies = chat.Channel.Messages.ToLookup(message => message.Conversation!.Id, message => message.Text!);
        Assert.Equal(Conversations, replies.Count);
        Assert.All(replies, conversation =>
        {
            Assert.Equal(QuestionsEach, conversation.Count());
            Assert.All(conversation, text => Assert.Contains("Victory Day truce unilaterally declared by Russia", text, StringComparison.Ordinal));
        });
    }

    private static async Task<TimeSpan> TalkAsync(Chat chat, string conversation)
    {
        var longest = TimeSpan.Zero;
        for (var i = 0; i < QuestionsEach; i++)
        {
            var question = chat.Says(Question, Channels.WebChat, conversation, user: $"user of {conversation}");
            var watch = Stopwatch.StartNew();
            await Task.Run(() => chat.TurnAsync(question, Cancellation), Cancellation);
            longest = longest > watch.Elapsed ? longest : watch.Elapsed;
        }

        return longest;
    }
}
