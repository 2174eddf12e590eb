using BotQA.Json;
using BotQA.Postgres.Knowledge;
using BotQA.Postgres.Knowledge.Copies;
using BotQA.Storage;

namespace BotQA.Web;

/// <summary>Maps what a supervisor asks of the server.</summary>
internal static class HealthEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>/healthz/live</c> (200 while the process serves) and <c>/healthz/ready</c> (200 when the documents can be searched,
    /// else 503; <c>status</c> is <c>ready</c>, <c>indexing</c>, <c>failed</c>, or while the database is away <c>unavailable</c>, or
    /// <c>last-copy</c> with 200 where the host answers from its copy).
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz/live", () => Results.Json(new { Status = "live" }, BotQAJson.Line));
        var feed = endpoints.ServiceProvider.GetService<KnowledgeFeed>();
        var copy = endpoints.ServiceProvider.GetService<KnowledgeCopy>();
        endpoints.MapGet("/healthz/ready", (KnowledgeState state) =>
        {
            var current = state.Current;
            if (feed?.Problem is { } problem)
            {
                return copy is { IsReady: true } && current.IsReady
                    ? Results.Json(new { Status = StorageOutage.LastCopy, current.Report?.Documents, current.Report?.Chunks, Reason = problem }, BotQAJson.Line)
                    : Results.Json(new { Status = "unavailable", Reason = problem }, BotQAJson.Line, statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            return Results.Json(
                new { current.Status, current.Report?.Documents, current.Report?.Chunks, Failures = current.Report?.Failures.Count, Reason = current.Failure },
                BotQAJson.Line,
                statusCode: current.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
