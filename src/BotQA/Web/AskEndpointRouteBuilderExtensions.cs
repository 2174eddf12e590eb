using System.Text.Json;
using BotQA.Json;
using BotQA.Knowledge.Answering;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotQA.Web;

/// <summary>Maps questions over HTTP.</summary>
internal static class AskEndpointRouteBuilderExtensions
{
    /// <summary>The most bytes a request may have; a question has at most 2,000 characters.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    private const string Expected = """Send a JSON object: {"question": "..."}.""";

    /// <summary>
    /// Maps <c>POST /api/ask</c>: <c>{"question": "..."}</c> in, the object of <c>ask --json</c> out. Problems are
    /// <c>application/problem+json</c>: 400 for another body, 413 for more than <see cref="MaxBodyBytes"/>, 415 for another content
    /// type, 503 until the documents are indexed, or while their database is away.
    /// </summary>
    public static void MapAskApi(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/ask", AskAsync);

    private static async Task<IResult> AskAsync(HttpRequest request, KnowledgeState state, IQuestionAnswerer answerer, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return Problem(StatusCodes.Status415UnsupportedMediaType, "The body is not JSON.", $"{Expected} Set the content type to application/json.");
        }

        if (await ReadAsync(request.Body, cancellationToken) is not { } body)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, "The body is too long.", $"A request has at most {MaxBodyBytes} bytes.");
        }

        if (ParseQuestion(body) is not { } question)
        {
            return Problem(StatusCodes.Status400BadRequest, "The body holds no question.", Expected);
        }

        if (state.Current is { IsReady: false } current)
        {
            return Problem(StatusCodes.Status503ServiceUnavailable, "The documents are not ready.", current.Failure ?? "They are being indexed. Try again in a moment.");
        }

        var answer = await answerer.AnswerAsync(question, cancellationToken: cancellationToken);
        return answer.Reason == NotFoundReason.Unavailable
            ? Problem(StatusCodes.Status503ServiceUnavailable, "The documents can't be reached.", answer.Text)
            : Results.Json(AnswerJson.Of(answer), BotQAJson.Line);
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBodyBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxBodyBytes ? buffer[..length] : null;
    }

    private static string? ParseQuestion(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("question", out var question)
                && question.ValueKind == JsonValueKind.String
                    ? question.GetString()
                    : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // no JSON, or a text that is not Unicode
        }
    }

    private static ProblemHttpResult Problem(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);
}
