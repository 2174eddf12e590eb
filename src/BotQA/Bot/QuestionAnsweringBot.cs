using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.Bot.Rendering;
using BotQA.Feedback;
using BotQA.Uploads;

namespace BotQA.Bot;

/// <summary>Answers questions in a chat.</summary>
internal sealed class QuestionAnsweringBot(
    BotMessages messages,
    AnswerDelivery delivery,
    FeedbackRecorder feedbackRecorder,
    WelcomedConversations welcomed,
    ConversationUploads uploads,
    UploadReceiver uploadReceiver,
    QuestionLimiter limiter) : ActivityHandler
{
    /// <inheritdoc/>
    protected override async Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var message = turnContext.Activity;
        if (!message.IsPersonal() && !message.MentionsRecipient())
        {
            return;
        }

        var request = UserRequest.Of(message);
        if (!limiter.TryAsk(message))
        {
            delivery.CountLimited(message);
            await SayAsync(turnContext, BotMessages.TooFast, cancellationToken);
            return;
        }

        if (UploadReceiver.FilesOf(message).Count > 0)
        {
            await ReceiveFilesAsync(turnContext, cancellationToken);
            if (request.Kind == UserRequestKind.Empty)
            {
                return;
            }
        }

        await (request.Kind switch
        {
            UserRequestKind.Help => turnContext.SendActivityAsync(await messages.HelpAsync(cancellationToken), cancellationToken),
            UserRequestKind.Documents => turnContext.SendActivityAsync(messages.Documents(MarkdownFlavors.Of(message.ChannelId), uploads.Of(ConversationKey.Of(message))), cancellationToken),
            UserRequestKind.Empty => SayAsync(turnContext, BotMessages.Empty, cancellationToken),
            _ when messages.NotReady() is { } notReady => SayAsync(turnContext, notReady, cancellationToken),
            _ => delivery.AnswerAsync(turnContext, request.Text, cancellationToken),
        });
    }

    /// <inheritdoc/>
    protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.IsPersonal() || membersAdded.Any(member => member.Id == turnContext.Activity.Recipient?.Id)
            ? WelcomeAsync(turnContext, cancellationToken)
            : Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnInstallationUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        switch (turnContext.Activity.Action)
        {
            case InstallationActions.Add:
                await WelcomeAsync(turnContext, cancellationToken);
                break;
            case InstallationActions.Remove:
                uploads.Forget(ConversationKey.Of(turnContext.Activity));
                await welcomed.ForgetAsync(turnContext.Activity, cancellationToken);
                break;
        }
    }

    /// <inheritdoc/>
    protected override Task OnEndOfConversationActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        uploads.Forget(ConversationKey.Of(turnContext.Activity));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task<bool> OnMessageFeedbackAsync(ITurnContext turnContext, MessageFeedback feedback, CancellationToken cancellationToken)
    {
        await feedbackRecorder.RecordAsync(turnContext.Activity, feedback, cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    protected override Task OnEventActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        WebChatFeedback.Read(turnContext.Activity) is { } feedback
            ? feedbackRecorder.RecordAsync(turnContext.Activity, feedback, cancellationToken)
            : Task.CompletedTask;

    private static Task<ResourceResponse> SayAsync(ITurnContext turnContext, string text, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(MessageFactory.Text(text, TextFormats.Markdown), cancellationToken);

    private async Task ReceiveFilesAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.DeliveryMode != DeliveryModes.ExpectReplies)
        {
            await turnContext.SendActivityAsync(MessageFactory.Typing(), cancellationToken);
        }

        await SayAsync(turnContext, await uploadReceiver.ReceiveAsync(turnContext.Activity, cancellationToken), cancellationToken);
    }

    private async Task WelcomeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (await welcomed.TryWelcomeAsync(turnContext.Activity, cancellationToken))
        {
            await turnContext.SendActivityAsync(await messages.WelcomeAsync(cancellationToken), cancellationToken);
        }
    }
}
