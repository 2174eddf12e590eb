using System.Globalization;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>Addresses what clients say, shows it in the conversation and hands it to the bot.</summary>
internal sealed class DirectLineInbox(
    CloudAdapter adapter,
    IOptions<DirectLineOptions> options,
    IOptions<TurnOptions> turnOptions,
    TimeProvider timeProvider)
{
    /// <summary>What an inbound activity gives as the place for answers: this process.</summary>
    public const string ServiceUrl = "urn:botqa:directline";

    private const int MaxUserIdLength = 256;

    private readonly DirectLineOptions _options = options.Value;
    private readonly string _retryAfter = Math.Ceiling(turnOptions.Value.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>Tells the bot that a conversation has begun.</summary>
    /// <returns>Whether there was room for the turn.</returns>
    public bool TryAnnounce(DirectLineConversation conversation, ChannelAccount? user, string? locale)
    {
        var bot = Bot;
        var activity = Address(new Activity { Type = ActivityTypes.ConversationUpdate, Locale = locale, From = user ?? bot }, conversation);
        activity.MembersAdded = user is null ? [bot] : [bot, user];
        var sender = new DirectLineActivitySender(conversation, timeProvider, Task.CompletedTask);
        return adapter.TryEnqueue(activity, sender, CallerIdentity.InProcess) == TurnAcceptance.Accepted;
    }

    /// <summary>Takes in what a client said.</summary>
    /// <param name="context">The request.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="claims">What the client's token says.</param>
    /// <param name="activity">What it said.</param>
    /// <param name="ended">Called when the turn has ended, if there is one.</param>
    /// <returns>The response, and whether there is a turn.</returns>
    public (IResult Result, bool IsAccepted) Post(
        HttpContext context, DirectLineConversation conversation, TokenClaims claims, Activity activity, Action? ended = null)
    {
        if (!IsSpoken(activity.Type))
        {
            return (DirectLineResults.BadArgument("Clients send message, event, typing, messageReaction, invoke or endOfConversation."), false);
        }

        if (ReadUser(activity.From, claims) is not { } user)
        {
            var refusal = claims.UserId is null
                ? DirectLineResults.BadArgument($"from.id has to be set, has at most {MaxUserIdLength} characters, and begins with '{DirectLineTokenIssuer.ReservedPrefix}' only if the token says so.")
                : DirectLineResults.Forbidden("BadUser", "from.id isn't the user of the token.");
            return (refusal, false);
        }

        activity.From = user;
        Address(activity, conversation);
        return Enqueue(context, conversation, activity, ended);
    }

    /// <summary>The user of a conversation's beginning, or null when none is named that the token allows.</summary>
    public static ChannelAccount? ReadUser(ChannelAccount? user, TokenClaims claims)
    {
        if (claims.UserId is { } bound)
        {
            return string.IsNullOrEmpty(user?.Id) || user.Id == bound ? new ChannelAccount { Id = bound, Name = user?.Name, Role = RoleTypes.User } : null;
        }

        return user?.Id is { Length: > 0 and <= MaxUserIdLength } id && !id.StartsWith(DirectLineTokenIssuer.ReservedPrefix, StringComparison.Ordinal)
            ? new ChannelAccount { Id = id, Name = user.Name, Role = RoleTypes.User }
            : null;
    }

    private ChannelAccount Bot => new() { Id = _options.BotId, Name = _options.BotName, Role = RoleTypes.Bot };

    // Who came and left is the channel's to say, not the client's.
    private static bool IsSpoken(string type) => type is
        ActivityTypes.Message or ActivityTypes.Event or ActivityTypes.Typing or ActivityTypes.MessageReaction or ActivityTypes.Invoke or ActivityTypes.EndOfConversation;

    private Activity Address(Activity activity, DirectLineConversation conversation)
    {
        activity.Id = DirectLineConversation.NewActivityId();
        activity.Timestamp = timeProvider.GetUtcNow();
        activity.ChannelId = _options.ChannelId;
        activity.ServiceUrl = ServiceUrl;
        activity.Conversation = new ConversationAccount { Id = conversation.Id };
        activity.Recipient = Bot;
        activity.MembersAdded = null;
        activity.MembersRemoved = null;
        activity.RelatesTo = null;
        activity.DeliveryMode = null;
        return activity;
    }

    private (IResult Result, bool IsAccepted) Enqueue(HttpContext context, DirectLineConversation conversation, Activity activity, Action? ended)
    {
        // The copy is what everybody sees; the bot may change its own. Answers wait until the question is shown.
        var echo = activity.Clone();
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var acceptance = adapter.TryEnqueue(activity, new DirectLineActivitySender(conversation, timeProvider, shown.Task), CallerIdentity.InProcess, ended);
        if (acceptance == TurnAcceptance.Accepted)
        {
            conversation.Append(echo);
            shown.SetResult();
            return (DirectLineResults.Sent(echo.Id!), true);
        }

        var refusal = acceptance == TurnAcceptance.ConversationFull
            ? DirectLineResults.Busy(context, StatusCodes.Status429TooManyRequests, "The conversation has too many activities waiting.", _retryAfter)
            : DirectLineResults.Busy(context, StatusCodes.Status503ServiceUnavailable, "The bot has too many activities waiting.", _retryAfter);
        return (refusal, false);
    }
}
