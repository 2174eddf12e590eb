using BotQA.Knowledge.Conversations;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.Knowledge.Tests.Conversations;

public sealed class ModelQuestionRewriterTests
{
    private const string ByRules = "Did Lynne Tracy attend?";
    private static readonly ConversationHistory History = new([new ConversationTurn
    {
        Question = "Who is the US ambassador?",
        StandaloneQuestion = "Who is the US ambassador?",
        IsAnswered = true,
        Text = "US Ambassador Lynne Tracy skipped the parade on Red Square.",
        ShortAnswer = "Lynne Tracy",
    }]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RewriteAsync_ModelNamesWhatWasSaid_ItsQuestionIsUsed() =>
        Assert.Equal("Did Lynne Tracy attend the parade on Red Square?", await RewriteAsync(new ScriptedModel("Did Lynne Tracy attend the parade on Red Square?\n")));

    [Theory]
    [InlineData("Did Hillary Clinton attend the parade?")]
    [InlineData("Did Lynne Tracy attend the parade of 2025?")]
    [InlineData("Sure! Here it is:\nDid Lynne Tracy attend?")]
    [InlineData("")]
    public async Task RewriteAsync_ModelInventsOrSaysSomethingElse_TheRulesAreUsed(string reply) =>
        Assert.Equal(ByRules, await RewriteAsync(new ScriptedModel(reply)));

    [Fact]
    public async Task RewriteAsync_ModelFails_TheRulesAreUsed() =>
        Assert.Equal(ByRules, await RewriteAsync(new ScriptedModel(_ => throw new HttpRequestException("No route to the model."))));

    [Fact]
    public async Task RewriteAsync_ModelTakesTooLong_TheRulesAreUsed()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        var model = new ScriptedModel(async token =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });

        var rewriting = RewriteAsync(model, time);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        time.Advance(new ConversationOptions().RewriteTimeout);

        Assert.Equal(ByRules, await rewriting.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    private static async Task<string> RewriteAsync(IChatClient model, TimeProvider? time = null)
    {
        var rewriter = new ModelQuestionRewriter(model, new OfflineQuestionRewriter(), Options.Create(new ConversationOptions()), time ?? TimeProvider.System, NullLogger<ModelQuestionRewriter>.Instance);
        return (await rewriter.RewriteAsync("Did she attend?", History, Cancellation)).Text;
    }

    private sealed class ScriptedModel(Func<CancellationToken, Task<string>> reply) : IChatClient
    {
        public ScriptedModel(string reply)
            : this(_ => Task.FromResult(reply))
        {
        }

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            new(new ChatMessage(ChatRole.Assistant, await reply(cancellationToken)));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
