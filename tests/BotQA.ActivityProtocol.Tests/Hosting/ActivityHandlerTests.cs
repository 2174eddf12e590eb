using System.Text;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;

namespace BotQA.ActivityProtocol.Tests.Hosting;

public sealed class ActivityHandlerTests
{
    private const string Feedback = """{"type":"invoke","name":"message/submitAction","replyToId":"m","value":{"actionName":"feedback","actionValue":{"reaction":"like"}}}""";
    private const string Execute = """{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"more"},"trigger":"manual"}}""";

    [Theory]
    [InlineData("""{"type":"message","text":"x"}""", "message")]
    [InlineData("""{"type":"messageUpdate"}""", "messageUpdate")]
    [InlineData("""{"type":"messageDelete"}""", "messageDelete")]
    [InlineData("""{"type":"installationUpdate","action":"add"}""", "installationUpdate")]
    [InlineData("""{"type":"typing"}""", "typing")]
    [InlineData("""{"type":"messageReaction"}""", "messageReaction")]
    [InlineData("""{"type":"event"}""", "event")]
    [InlineData("""{"type":"endOfConversation"}""", "endOfConversation")]
    [InlineData("""{"type":"new"}""", "unrecognized")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{"id":"a"},{"id":"b"}],"membersRemoved":[{"id":"c"}]}""", "added a b,removed c")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[]}""", "")]
    [InlineData("""{"type":"invoke","name":"message/fetchTask"}""", "fetchTask")]
    [InlineData("""{"type":"invoke","name":"suggestedAction/submit"}""", "suggestedAction")]
    [InlineData(Feedback, "feedback like m")]
    [InlineData(Execute, "action more")]
    public async Task OnTurnAsync_Activity_ReachesItsMethod(string json, string expected)
    {
        var bot = new RecordingBot();
        await RunAsync(bot, json);
        Assert.Equal(expected, string.Join(',', bot.Calls));
    }

    [Theory]
    [InlineData(Feedback, 200, "{}")]
    [InlineData(Execute, 200, """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"more"}""")]
    [InlineData("""{"type":"invoke","name":"suggestedAction/submit"}""", 200, null)]
    [InlineData("""{"type":"invoke","name":"message/submitAction","value":{}}""", 400, """{"error":{"code":"BadRequest","message":"The invoke holds no feedback."}}""")]
    [InlineData(
        """{"type":"invoke","name":"adaptiveCard/action","value":[]}""",
        200,
        """{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"The invoke has no action."}}""")]
    public async Task OnTurnAsync_Invoke_IsAnsweredAsTheProtocolAsks(string json, int status, string? body)
    {
        var response = await RunAsync(new RecordingBot(), json);
        Assert.Equal((status, body), (response?.Status, response?.Body?.GetRawText()));
    }

    [Theory]
    [InlineData(Feedback)]
    [InlineData(Execute)]
    [InlineData("""{"type":"invoke","name":"message/fetchTask"}""")]
    [InlineData("""{"type":"invoke","name":"suggestedAction/submit"}""")]
    [InlineData("""{"type":"invoke","name":"other"}""")]
    [InlineData("""{"type":"invoke"}""")]
    public async Task OnTurnAsync_InvokeNotOverridden_IsNotHandled(string json) => Assert.Null(await RunAsync(new PlainBot(), json));

    private static async Task<InvokeResponse?> RunAsync(ActivityHandler bot, string json)
    {
        Assert.True(ActivityJson.TryParse(Encoding.UTF8.GetBytes(json), out var activity, out var error), error);
        var context = new TurnContext(activity, new BufferedActivitySender(), CallerIdentity.InProcess);
        await bot.OnTurnAsync(context, TestContext.Current.CancellationToken);
        return context.InvokeResponse;
    }

    private sealed class PlainBot : ActivityHandler;

    private sealed class RecordingBot : ActivityHandler
    {
        public List<string> Calls { get; } = [];

        protected override Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Record("message");

        protected override Task OnMessageUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Record("messageUpdate");

        protected override Task OnMessageDeleteActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Record("messageDelete");

        protected override Task OnInstallationUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Record("installationUpdate");

        protected override Task OnTypingActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Record("typing");

        protected override Task OnMessageReactionActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Record("messageReaction");

        protected override Task OnEventActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Record("event");

        protected override Task OnEndOfConversationActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Record("endOfConversation");

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Record("unrecognized");

        protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, ITurnContext turnContext, CancellationToken cancellationToken) =>
            Record($"added {string.Join(' ', membersAdded.Select(member => member.Id))}");

        protected override Task OnMembersRemovedAsync(IReadOnlyList<ChannelAccount> membersRemoved, ITurnContext turnContext, CancellationToken cancellationToken) =>
            Record($"removed {string.Join(' ', membersRemoved.Select(member => member.Id))}");

        protected override async Task<bool> OnMessageFeedbackAsync(ITurnContext turnContext, MessageFeedback feedback, CancellationToken cancellationToken)
        {
            await Record($"feedback {feedback.Reaction} {feedback.ActivityId}");
            return true;
        }

        protected override async Task<AdaptiveCardInvokeResponse?> OnAdaptiveCardActionAsync(
            ITurnContext turnContext,
            AdaptiveCardAction action,
            CancellationToken cancellationToken)
        {
            await Record($"action {action.Verb}");
            return AdaptiveCardInvokeResponse.Message(action.Verb!);
        }

        protected override async Task<InvokeResponse?> OnMessageFetchTaskAsync(ITurnContext turnContext, CancellationToken cancellationToken)
        {
            await Record("fetchTask");
            return InvokeResponse.Ok();
        }

        protected override async Task<InvokeResponse?> OnSuggestedActionSubmitAsync(ITurnContext turnContext, CancellationToken cancellationToken)
        {
            await Record("suggestedAction");
            return InvokeResponse.Ok();
        }

        private Task Record(string call)
        {
            Calls.Add(call);
            return Task.CompletedTask;
        }
    }
}
