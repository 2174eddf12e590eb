using BotQA.Json;
using BotQA.Postgres.Knowledge;

namespace BotQA.Web;

/// <summary>Maps what a supervisor asks of the server.</summary>
internal static class HealthEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>/healthz/live</c> (200 while the process serves) and <c>/healthz/ready</c> (200 when the documents can be searched,
    /// else 503; <c>status</c> is <c>ready</c>, <c>indexing</c>, <c>failed</c>, or <c>unavailable</c> while the database is away).
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz/live", () => Results.Json(new { Status = "live" }, BotQAJson.Line));
        var feed = endpoints.ServiceProvider.GetService<KnowledgeFeed>();
        endpoints.MapGet("/healthz/ready", (KnowledgeState state) =>
        {
            var current = state.Current;
            if (feed?.Problem is { } problem)
            {
                return Results.Json(new { Status = "unavailable", Reason = problem }, BotQAJson.Line, statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            return Results.Json(
                new { current.Status, current.Report?.Documents, current.Report?.Chunks, Failures = current.Report?.Failures.Count, Reason = current.Failure },
                BotQAJson.Line,
                statusCode: current.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
