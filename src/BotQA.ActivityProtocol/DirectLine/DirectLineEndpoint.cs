using System.Text.Json;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>The operations of the Direct Line server, each the answer to one kind of request.</summary>
internal sealed class DirectLineEndpoint(
    DirectLineAccess access,
    DirectLineTokenIssuer issuer,
    DirectLineConversations conversations,
    DirectLineInbox inbox,
    DirectLineStream stream,
    IOptions<DirectLineOptions> options)
{
    private readonly DirectLineOptions _options = options.Value;
    private readonly UploadBudget _uploads = new(options.Value.MaxPendingUploadBytes);

    public async Task<IResult> GenerateTokenAsync(HttpContext context)
    {
        if (access.RefuseNewcomer(context) is { } refusal)
        {
            return refusal;
        }

        var (_, malformed) = await ReadStartAsync(context);
        return malformed ?? Token(issuer.Issue());
    }

    public Task<IResult> RefreshTokenAsync(HttpContext context)
    {
        var (claims, refusal) = access.Authorize(context, conversationId: null);
        return Task.FromResult(refusal ?? Token(issuer.Issue(claims!)));
    }

    public async Task<IResult> StartAsync(HttpContext context)
    {
        var (claims, refusal) = access.Authorize(context, conversationId: null);
        if (refusal is not null)
        {
            return refusal;
        }

        var (start, malformed) = await ReadStartAsync(context);
        if (malformed is not null)
        {
            return malformed;
        }

        if (conversations.Start(claims!.ConversationId) is not { } started)
        {
            return DirectLineResults.Busy(context, StatusCodes.Status503ServiceUnavailable, "There are too many conversations.", retryAfter: "60");
        }

        // A client that got no answer the first time asks again.
        if (started.IsNew && !inbox.TryAnnounce(started.Conversation, DirectLineInbox.ReadUser(start!.User, claims), start.Locale))
        {
            conversations.Remove(claims.ConversationId);
            return DirectLineResults.Busy(context, StatusCodes.Status503ServiceUnavailable, "The bot has too many activities waiting.", retryAfter: "2");
        }

        return Conversation(context, claims, watermark: 0, started.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    public Task<IResult> ReconnectAsync(HttpContext context) => WithConversationAsync(context, (claims, _) => Task.FromResult(
        DirectLineConversation.TryParseWatermark(context.Request.Query["watermark"], out var watermark)
            ? Conversation(context, claims, watermark, StatusCodes.Status200OK)
            : BadWatermark()));

    public Task<IResult> GetActivitiesAsync(HttpContext context) => WithConversationAsync(context, (_, conversation) => Task.FromResult(
        DirectLineConversation.TryParseWatermark(context.Request.Query["watermark"], out var watermark)
            ? Results.Bytes(ActivitySetWriter.Write(conversation.After(watermark)), "application/json; charset=utf-8")
            : BadWatermark()));

    public Task<IResult> PostActivityAsync(HttpContext context) => WithConversationAsync(context, async (claims, conversation) =>
    {
        if (!context.Request.HasJsonContentType())
        {
            return DirectLineResults.NotJson();
        }

        if (await RequestBody.ReadAsync(context, _options.MaxBodyBytes, context.RequestAborted) is not { } body)
        {
            return DirectLineResults.TooLong(_options.MaxBodyBytes);
        }

        return ActivityJson.TryParse(body.Span, out var activity, out var error)
            ? inbox.Post(context, conversation, claims, activity).Result
            : DirectLineResults.Error(StatusCodes.Status400BadRequest, "BadSyntax", error);
    });

    public Task<IResult> UploadAsync(HttpContext context) => WithConversationAsync(context, async (claims, conversation) =>
    {
        // What isn't announced may be as long as is allowed.
        var room = _uploads.TryTake(Math.Min(context.Request.ContentLength ?? _options.MaxUploadBytes, _options.MaxUploadBytes));
        if (room is null)
        {
            return DirectLineResults.Busy(context, StatusCodes.Status503ServiceUnavailable, "The bot has too many files waiting.", retryAfter: "10");
        }

        var isHandedOver = false;
        try
        {
            var (activity, refusal) = await DirectLineUpload.ReadAsync(context, _options, context.RequestAborted);
            if (refusal is not null)
            {
                return refusal;
            }

            activity!.From ??= new ChannelAccount { Id = context.Request.Query["userId"] };
            (var result, isHandedOver) = inbox.Post(context, conversation, claims, activity, room.Dispose);
            return result;
        }
        finally
        {
            if (!isHandedOver)
            {
                room.Dispose();
            }
        }
    });

    public async Task<IResult> StreamAsync(HttpContext context)
    {
        var id = ConversationId(context);
        var (_, refusal) = access.AuthorizeStream(context, id);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            return DirectLineResults.Error(StatusCodes.Status426UpgradeRequired, "UpgradeRequired", "The stream is a WebSocket.");
        }

        if (!DirectLineConversation.TryParseWatermark(context.Request.Query["watermark"], out var watermark))
        {
            return BadWatermark();
        }

        if (!conversations.TryGet(id, out var conversation))
        {
            return DirectLineResults.NoConversation();
        }

        if (!conversation.TryOpenStream())
        {
            return DirectLineResults.Busy(context, StatusCodes.Status429TooManyRequests, "The conversation has too many streams open.", retryAfter: "30");
        }

        try
        {
            await stream.RunAsync(context, conversation, watermark);
            return Results.Empty;
        }
        finally
        {
            conversation.CloseStream();
        }
    }

    private static IResult BadWatermark() => DirectLineResults.BadArgument("The watermark isn't one of this server.");

    private static string ConversationId(HttpContext context) => context.Request.RouteValues["conversationId"] as string ?? "";

    private static IResult Token(DirectLineToken token) => Results.Json(
        new StartResponse { ConversationId = token.ConversationId, Token = token.Token, ExpiresIn = (int)token.Lifetime.TotalSeconds },
        DirectLineJsonContext.Default.StartResponse);

    private IResult Conversation(HttpContext context, TokenClaims claims, long watermark, int status)
    {
        var token = issuer.Issue(claims);
        var request = context.Request;
        var scheme = request.IsHttps ? "wss" : "ws";
        var root = request.Path.Value![..request.Path.Value!.LastIndexOf("/conversations", StringComparison.OrdinalIgnoreCase)];
        var streamUrl = $"{scheme}://{request.Host}{request.PathBase}{root}/conversations/{claims.ConversationId}/stream?watermark={watermark}&t={issuer.IssueForStream(claims)}";
        return Results.Json(
            new StartResponse { ConversationId = claims.ConversationId, Token = token.Token, ExpiresIn = (int)token.Lifetime.TotalSeconds, StreamUrl = streamUrl },
            DirectLineJsonContext.Default.StartResponse,
            statusCode: status);
    }

    private async Task<IResult> WithConversationAsync(HttpContext context, Func<TokenClaims, DirectLineConversation, Task<IResult>> operation)
    {
        var (claims, refusal) = access.Authorize(context, ConversationId(context));
        return refusal ?? (conversations.TryGet(claims!.ConversationId, out var conversation)
            ? await operation(claims, conversation)
            : DirectLineResults.NoConversation());
    }

    private async Task<(StartRequest? Start, IResult? Refusal)> ReadStartAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, _options.MaxBodyBytes, context.RequestAborted) is not { } body)
        {
            return (null, DirectLineResults.TooLong(_options.MaxBodyBytes));
        }

        if (body.IsEmpty)
        {
            return (new StartRequest(), null);
        }

        if (!context.Request.HasJsonContentType())
        {
            return (null, DirectLineResults.NotJson());
        }

        try
        {
            if (JsonText.IsWellFormed(body.Span, ActivityJson.MaxDepth)
                && JsonSerializer.Deserialize(body.Span, DirectLineJsonContext.Default.StartRequest) is { } start)
            {
                return (start, null);
            }
        }
        catch (JsonException)
        {
            // Refused below, as are null and text that isn't Unicode.
        }

        return (null, DirectLineResults.Error(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not a JSON object that can be read."));
    }
}
