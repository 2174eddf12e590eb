using BotQA.ActivityProtocol.Schema;
using Microsoft.AspNetCore.Http;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>The answers of the Direct Line server.</summary>
internal static class DirectLineResults
{
    public static IResult Error(int status, string code, string message) =>
        Results.Json(new ErrorResponse(new ProtocolError(code, message)), ActivityJsonContext.Relaxed.ErrorResponse, statusCode: status);

    public static IResult BadArgument(string message) => Error(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static IResult NotJson() => Error(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "The Content-Type has to be application/json.");

    public static IResult TooLong(int limit) => Error(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"The body is longer than {limit} bytes.");

    public static IResult Forbidden(string code, string message) => Error(StatusCodes.Status403Forbidden, code, message);

    public static IResult NoConversation() =>
        Error(StatusCodes.Status404NotFound, "ConversationNotFound", "The conversation hasn't begun or has ended. Begin a new one.");

    public static IResult Unauthorized(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Error(StatusCodes.Status401Unauthorized, "Unauthorized", "The request has no token, or one that isn't from here.");
    }

    public static IResult Busy(HttpContext context, int status, string message, string retryAfter)
    {
        context.Response.Headers.RetryAfter = retryAfter;
        return Error(status, "Busy", message);
    }

    public static IResult Sent(string activityId) => Results.Json(new ResourceResponse { Id = activityId }, ActivityJsonContext.Relaxed.ResourceResponse);
}
