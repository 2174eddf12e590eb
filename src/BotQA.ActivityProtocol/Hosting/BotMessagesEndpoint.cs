using System.Globalization;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Inbox;
using BotQA.ActivityProtocol.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Takes in activities over HTTP.</summary>
internal sealed partial class BotMessagesEndpoint(
    CloudAdapter adapter,
    IActivityInbox inbox,
    InboundAuthenticator authenticator,
    ServiceUrlPolicy serviceUrls,
    DuplicateFilter duplicates,
    ConnectorClient connector,
    TurnMetrics metrics,
    IOptions<BotEndpointOptions> endpointOptions,
    IOptions<TurnOptions> turnOptions,
    TimeProvider timeProvider,
    ILogger<BotMessagesEndpoint> logger)
{
    private readonly int _maxBodyBytes = endpointOptions.Value.MaxBodyBytes;
    private readonly string _retryAfter = Math.Ceiling(turnOptions.Value.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        try
        {
            var outcome = await authenticator.AuthenticateAsync(context, cancellationToken);
            return outcome.Token is { } token ? await ReadAsync(context, token, cancellationToken) : Unauthorized(context, outcome.Refusal);
        }
        catch (SigningKeysUnavailableException exception)
        {
            LogKeysUnavailable(exception);
            return Busy(context, StatusCodes.Status503ServiceUnavailable, "The caller can't be checked at the moment.");
        }
        catch (BadHttpRequestException exception)
        {
            return Error(exception.StatusCode, "BadRequest", "The request is malformed.");
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            return Results.Empty;
        }
    }

    private static IResult Error(int status, string code, string message) =>
        Results.Json(new ErrorResponse(new ProtocolError(code, message)), ActivityJsonContext.Relaxed.ErrorResponse, statusCode: status);

    private static IResult Invoked(InvokeResponse response) => response.Body is { } body
        ? Results.Json(body, ActivityJsonContext.Relaxed.JsonElement, statusCode: response.Status)
        : Results.StatusCode(response.Status);

    private static IResult Failed(Activity activity)
    {
        const string message = "The bot failed to handle the invoke.";
        return activity.Name == InvokeNames.AdaptiveCardAction
            ? Invoked(InvokeResponse.AdaptiveCard(AdaptiveCardInvokeResponse.Error(StatusCodes.Status500InternalServerError, "BotError", message)))
            : Error(StatusCodes.Status500InternalServerError, "BotError", message);
    }

    private async Task<IResult> ReadAsync(HttpContext context, ValidatedToken token, CancellationToken cancellationToken)
    {
        // Browsers send other types to any address without asking it first.
        if (!context.Request.HasJsonContentType())
        {
            return Error(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "The Content-Type has to be application/json.");
        }

        if (await RequestBody.ReadAsync(context, _maxBodyBytes, cancellationToken) is not { } body)
        {
            return Error(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"The body is longer than {_maxBodyBytes} bytes.");
        }

        if (!ActivityJson.TryParse(body.Span, out var activity, out var error))
        {
            return Error(StatusCodes.Status400BadRequest, "BadSyntax", error);
        }

        return token.Refuses(activity) is { } refusal ? Unauthorized(context, refusal) : await AcceptAsync(context, activity, token, cancellationToken);
    }

    private async Task<IResult> AcceptAsync(HttpContext context, Activity activity, ValidatedToken token, CancellationToken cancellationToken)
    {
        if (!ActivityTypes.IsKnown(activity.Type))
        {
            return Results.Accepted();
        }

        if (string.IsNullOrEmpty(activity.Conversation?.Id))
        {
            return Error(StatusCodes.Status400BadRequest, "BadArgument", "The activity has no conversation.id.");
        }

        var isBuffered = activity.DeliveryMode == DeliveryModes.ExpectReplies && activity.Type != ActivityTypes.Invoke;
        if (!isBuffered && !serviceUrls.IsAllowed(activity.ServiceUrl))
        {
            LogServiceUrlRefused(activity.ServiceUrl);
            return Error(StatusCodes.Status403Forbidden, "ServiceUrlNotAllowed", "Replies can't be sent to the activity's serviceUrl.");
        }

        var accepted = AcceptedActivity.Of(activity, token.Caller, timeProvider.GetUtcNow());
        if (activity.Type != ActivityTypes.Invoke && !isBuffered)
        {
            return await KeepAsync(context, accepted, cancellationToken);
        }

        if (!await duplicates.TryAddAsync(accepted.Key, cancellationToken))
        {
            LogDuplicate(activity.Type, activity.Id);
            return isBuffered ? Buffered(new BufferedActivitySender()) : Results.Accepted();
        }

        return isBuffered ? await ReplyAsync(context, accepted, cancellationToken) : await InvokeAsync(context, accepted, cancellationToken);
    }

    private async Task<IResult> KeepAsync(HttpContext context, AcceptedActivity accepted, CancellationToken cancellationToken)
    {
        var acceptance = await inbox.AcceptAsync(accepted, cancellationToken);
        if (acceptance == TurnAcceptance.Duplicate)
        {
            LogDuplicate(accepted.Activity.Type, accepted.Activity.Id);
        }

        if (acceptance is TurnAcceptance.Accepted or TurnAcceptance.Duplicate)
        {
            return Results.Accepted();
        }

        metrics.Refused(acceptance);
        return Refused(context, accepted.Activity, acceptance);
    }

    private async Task<IResult> InvokeAsync(HttpContext context, AcceptedActivity accepted, CancellationToken cancellationToken)
    {
        var (key, activity, caller, _) = accepted;
        var result = await adapter.ProcessActivityAsync(activity, new ConnectorActivitySender(connector, caller), caller, cancellationToken);
        if (!result.Succeeded)
        {
            duplicates.Forget(key);
            return result.Acceptance == TurnAcceptance.Accepted ? Failed(activity) : Refused(context, activity, result.Acceptance);
        }

        await duplicates.ShareAsync(key, cancellationToken);
        return result.InvokeResponse is { } response
            ? Invoked(response)
            : Error(StatusCodes.Status501NotImplemented, "NotImplemented", "The bot doesn't handle this invoke.");
    }

    private async Task<IResult> ReplyAsync(HttpContext context, AcceptedActivity accepted, CancellationToken cancellationToken)
    {
        var (key, activity, caller, _) = accepted;
        var sender = new BufferedActivitySender();
        var result = await adapter.ProcessActivityAsync(activity, sender, caller, cancellationToken);
        if (result.Acceptance == TurnAcceptance.Accepted)
        {
            await duplicates.ShareAsync(key, cancellationToken);
            return Buffered(sender);
        }

        duplicates.Forget(key);
        return Refused(context, activity, result.Acceptance);
    }

    private static IResult Buffered(BufferedActivitySender sender) =>
        Results.Json(new ExpectedReplies { Activities = [.. sender.Activities] }, ActivityJsonContext.Relaxed.ExpectedReplies);

    private IResult Refused(HttpContext context, Activity activity, TurnAcceptance acceptance)
    {
        LogRefused(activity.Type, activity.Id, acceptance);
        return acceptance switch
        {
            TurnAcceptance.ConversationFull => Busy(context, StatusCodes.Status429TooManyRequests, "The conversation has too many activities waiting."),
            TurnAcceptance.Unavailable => Busy(context, StatusCodes.Status503ServiceUnavailable, "The activity can't be kept at the moment."),
            _ => Busy(context, StatusCodes.Status503ServiceUnavailable, "The bot has too many activities waiting."),
        };
    }

    private IResult Busy(HttpContext context, int status, string message)
    {
        context.Response.Headers.RetryAfter = _retryAfter;
        return Error(status, "Busy", message);
    }

    // The caller learns nothing about which check failed.
    private IResult Unauthorized(HttpContext context, string? reason)
    {
        LogUnauthorized(reason);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Error(StatusCodes.Status401Unauthorized, "Unauthorized", "The request is not authorized.");
    }

    [LoggerMessage(LogLevel.Warning, "Refused a request: {Reason}.")]
    private partial void LogUnauthorized(string? reason);

    [LoggerMessage(LogLevel.Error, "Refused a request, as its token can't be checked.")]
    private partial void LogKeysUnavailable(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Refused an activity, as replies to {ServiceUrl} are not allowed; if the channel is genuine, add its host to Bot:Authentication:AllowedServiceHosts.")]
    private partial void LogServiceUrlRefused(string? serviceUrl);

    [LoggerMessage(LogLevel.Information, "Dropped {ActivityType} {ActivityId}, which came before.")]
    private partial void LogDuplicate(string activityType, string? activityId);

    [LoggerMessage(LogLevel.Warning, "Refused {ActivityType} {ActivityId}: {Reason}.")]
    private partial void LogRefused(string activityType, string? activityId, TurnAcceptance reason);
}
