using System.Diagnostics.CodeAnalysis;
using BotQA.ActivityProtocol.DirectLine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the Direct Line server.</summary>
public static class DirectLineEndpointRouteBuilderExtensions
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Maps Direct Line 3.0, version 3's operations for clients: tokens, conversations, activities by polling and by WebSocket, uploads.
    /// Refusals: 400 malformed, 401 no token of this server, 403 an expired token, one of another conversation, or a foreign origin, 404 a
    /// conversation that has ended, 413 too long, 415 not JSON, 429 and 503 (with Retry-After) too much at a time.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path that clients are given as Direct Line's domain.</param>
    /// <remarks>Stream URLs are made from the request's scheme and host: behind a proxy, turn forwarded headers on.</remarks>
    public static IEndpointConventionBuilder MapDirectLine(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix = "/v3/directline")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var server = endpoints.ServiceProvider.GetRequiredService<DirectLineEndpoint>();
        var group = endpoints.MapGroup(prefix);
        group.MapPost("/tokens/generate", Handle(server.GenerateTokenAsync));
        group.MapPost("/tokens/refresh", Handle(server.RefreshTokenAsync));
        group.MapPost("/conversations", Handle(server.StartAsync));
        group.MapGet("/conversations/{conversationId}", Handle(server.ReconnectAsync));
        group.MapGet("/conversations/{conversationId}/activities", Handle(server.GetActivitiesAsync));
        group.MapPost("/conversations/{conversationId}/activities", Handle(server.PostActivityAsync));
        group.MapPost("/conversations/{conversationId}/upload", Handle(server.UploadAsync));
        group.MapGet("/conversations/{conversationId}/stream", WithWebSockets(endpoints, Handle(server.StreamAsync)));
        return group;
    }

    private static RequestDelegate WithWebSockets(IEndpointRouteBuilder endpoints, RequestDelegate handler)
    {
        var application = endpoints.CreateApplicationBuilder();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
        application.Run(handler);
        return application.Build();
    }

    private static RequestDelegate Handle(Func<HttpContext, Task<IResult>> operation) => async context =>
    {
        try
        {
            var result = await operation(context);
            if (!context.Response.HasStarted)
            {
                context.Response.Headers.CacheControl = "no-store";
            }

            await result.ExecuteAsync(context);
        }
        catch (BadHttpRequestException exception)
        {
            await DirectLineResults.Error(exception.StatusCode, "BadRequest", "The request is malformed or too long.").ExecuteAsync(context);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // Nobody waits for the answer any more.
        }
    };
}
