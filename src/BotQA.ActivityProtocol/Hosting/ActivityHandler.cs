using System.Text.Json;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>A bot with a method for each kind of activity; what isn't overridden does nothing, and an invoke is then answered 501.</summary>
public abstract class ActivityHandler : IBot
{
    /// <inheritdoc/>
    public virtual async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (turnContext.Activity.Type == ActivityTypes.Invoke)
        {
            turnContext.InvokeResponse = await OnInvokeActivityAsync(turnContext, cancellationToken);
            return;
        }

        await DispatchAsync(turnContext, cancellationToken);
    }

    /// <summary>A user said something, or submitted a card.</summary>
    protected virtual Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A user edited a message.</summary>
    protected virtual Task OnMessageUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A user deleted a message.</summary>
    protected virtual Task OnMessageDeleteActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The conversation changed. Calls the methods for members that came or left.</summary>
    protected virtual async Task OnConversationUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (turnContext.Activity.MembersAdded is { Count: > 0 } added)
        {
            await OnMembersAddedAsync([.. added], turnContext, cancellationToken);
        }

        if (turnContext.Activity.MembersRemoved is { Count: > 0 } removed)
        {
            await OnMembersRemovedAsync([.. removed], turnContext, cancellationToken);
        }
    }

    /// <summary>Members came; the bot itself may be among them.</summary>
    protected virtual Task OnMembersAddedAsync(
        IReadOnlyList<ChannelAccount> membersAdded,
        ITurnContext turnContext,
        CancellationToken cancellationToken)
        => Task.CompletedTask;

    /// <summary>Members left; the bot itself may be among them.</summary>
    protected virtual Task OnMembersRemovedAsync(
        IReadOnlyList<ChannelAccount> membersRemoved,
        ITurnContext turnContext,
        CancellationToken cancellationToken)
        => Task.CompletedTask;

    /// <summary>The bot was installed, updated or removed; see <see cref="InstallationActions"/>.</summary>
    protected virtual Task OnInstallationUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A user is typing.</summary>
    protected virtual Task OnTypingActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reactions to a message were added or removed.</summary>
    protected virtual Task OnMessageReactionActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Something happened outside the chat.</summary>
    protected virtual Task OnEventActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The conversation is over.</summary>
    protected virtual Task OnEndOfConversationActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An activity of a type that has no method.</summary>
    protected virtual Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An invoke. Calls the methods for the invokes of <see cref="InvokeNames"/>.</summary>
    /// <returns>The answer, or null when nothing handles the invoke.</returns>
    protected virtual async Task<InvokeResponse?> OnInvokeActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.Activity.Name switch
        {
            InvokeNames.AdaptiveCardAction => await DispatchAdaptiveCardActionAsync(turnContext, cancellationToken),
            InvokeNames.MessageSubmitAction => await DispatchFeedbackAsync(turnContext, cancellationToken),
            InvokeNames.MessageFetchTask => await OnMessageFetchTaskAsync(turnContext, cancellationToken),
            InvokeNames.SuggestedActionSubmit => await OnSuggestedActionSubmitAsync(turnContext, cancellationToken),
            _ => null,
        };
    }

    /// <summary>An <c>Action.Execute</c> of an Adaptive Card was used.</summary>
    /// <returns>The answer, or null when the action isn't handled.</returns>
    protected virtual Task<AdaptiveCardInvokeResponse?> OnAdaptiveCardActionAsync(
        ITurnContext turnContext,
        AdaptiveCardAction action,
        CancellationToken cancellationToken)
        => Task.FromResult<AdaptiveCardInvokeResponse?>(null);

    /// <summary>A user gave feedback on a message of the bot.</summary>
    /// <returns>Whether the feedback was taken; Teams is then answered as it asks.</returns>
    protected virtual Task<bool> OnMessageFeedbackAsync(ITurnContext turnContext, MessageFeedback feedback, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <summary>A user wants to give feedback and the bot said that it has a form of its own.</summary>
    /// <returns>A <c>task/fetch</c> answer, or null when there is no form.</returns>
    protected virtual Task<InvokeResponse?> OnMessageFetchTaskAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        Task.FromResult<InvokeResponse?>(null);

    /// <summary>A suggested action of the type <c>Action.Submit</c> was used.</summary>
    /// <returns>The answer, or null when the action isn't handled.</returns>
    protected virtual Task<InvokeResponse?> OnSuggestedActionSubmitAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        Task.FromResult<InvokeResponse?>(null);

    private static InvokeResponse BadRequest(string message) => InvokeResponse.Error(400, "BadRequest", message);

    private static AdaptiveCardInvokeValue? ReadAdaptiveCardValue(JsonElement? value)
    {
        try
        {
            return value?.Deserialize(ActivityJsonContext.Relaxed.AdaptiveCardInvokeValue);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task DispatchAsync(ITurnContext turnContext, CancellationToken cancellationToken) => turnContext.Activity.Type switch
    {
        ActivityTypes.Message => OnMessageActivityAsync(turnContext, cancellationToken),
        ActivityTypes.MessageUpdate => OnMessageUpdateActivityAsync(turnContext, cancellationToken),
        ActivityTypes.MessageDelete => OnMessageDeleteActivityAsync(turnContext, cancellationToken),
        ActivityTypes.ConversationUpdate => OnConversationUpdateActivityAsync(turnContext, cancellationToken),
        ActivityTypes.InstallationUpdate => OnInstallationUpdateActivityAsync(turnContext, cancellationToken),
        ActivityTypes.Typing => OnTypingActivityAsync(turnContext, cancellationToken),
        ActivityTypes.MessageReaction => OnMessageReactionActivityAsync(turnContext, cancellationToken),
        ActivityTypes.Event => OnEventActivityAsync(turnContext, cancellationToken),
        ActivityTypes.EndOfConversation => OnEndOfConversationActivityAsync(turnContext, cancellationToken),
        _ => OnUnrecognizedActivityTypeAsync(turnContext, cancellationToken),
    };

    private async Task<InvokeResponse?> DispatchAdaptiveCardActionAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (ReadAdaptiveCardValue(turnContext.Activity.Value)?.Action is not { } action)
        {
            return InvokeResponse.AdaptiveCard(AdaptiveCardInvokeResponse.Error(400, "BadRequest", "The invoke has no action."));
        }

        var response = await OnAdaptiveCardActionAsync(turnContext, action, cancellationToken);
        return response is null ? null : InvokeResponse.AdaptiveCard(response);
    }

    private async Task<InvokeResponse?> DispatchFeedbackAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (MessageFeedback.Read(turnContext.Activity) is not { } feedback)
        {
            return BadRequest("The invoke holds no feedback.");
        }

        return await OnMessageFeedbackAsync(turnContext, feedback, cancellationToken) ? InvokeResponse.EmptyObject() : null;
    }
}
