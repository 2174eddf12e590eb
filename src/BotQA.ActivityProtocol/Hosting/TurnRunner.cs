using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Runs one turn: middleware, bot, and what happens when they fail. It never throws.</summary>
internal sealed partial class TurnRunner(
    IServiceScopeFactory scopeFactory,
    IOptions<TurnOptions> options,
    TimeProvider timeProvider,
    TurnMetrics metrics,
    ILogger<TurnRunner> logger)
{
    // Telling the user takes one call to the channel, retries included.
    private static readonly TimeSpan ErrorTimeout = TimeSpan.FromSeconds(30);

    private readonly TurnOptions _options = options.Value;

    /// <summary>Runs a turn that was accepted.</summary>
    /// <param name="activity">The inbound activity.</param>
    /// <param name="sender">Where the answers go.</param>
    /// <param name="caller">Who sent the activity.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the turn any more.</param>
    public async Task<TurnResult> RunAsync(Activity activity, IActivitySender sender, CallerIdentity caller, CancellationToken cancellationToken)
    {
        using var span = TurnMetrics.Source.StartActivity("turn");
        span?.SetTag("botqa.activity.type", activity.Type);
        span?.SetTag("botqa.channel", activity.ChannelId);

        var started = timeProvider.GetTimestamp();
        var context = new TurnContext(activity, sender, caller);
        var succeeded = false;
        try
        {
            succeeded = await TryRunAsync(context, cancellationToken);
        }
        finally
        {
            metrics.Ran(timeProvider.GetElapsedTime(started), KnownType(activity.Type), succeeded);
            span?.SetStatus(succeeded ? System.Diagnostics.ActivityStatusCode.Ok : System.Diagnostics.ActivityStatusCode.Error);
        }

        return new TurnResult(TurnAcceptance.Accepted, succeeded, context.InvokeResponse);
    }

    private async Task<bool> TryRunAsync(TurnContext context, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.TurnTimeout, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            linked.Token.ThrowIfCancellationRequested();
            await RunPipelineAsync(context, linked.Token);
            return true;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            // What a cancelled call throws isn't always a cancellation.
            LogCancelled(context.Activity.Type, context.Activity.Id);
            return false;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFailed(exception, context.Activity.Type, context.Activity.Id);
            await TellUserAsync(context, exception, cancellationToken);
            return false;
        }
    }

    private async Task RunPipelineAsync(TurnContext context, CancellationToken cancellationToken)
    {
        await using var scope = scopeFactory.CreateAsyncScope();
        var bot = scope.ServiceProvider.GetRequiredService<IBot>();
        NextDelegate pipeline = token => bot.OnTurnAsync(context, token);
        foreach (var middleware in scope.ServiceProvider.GetServices<IMiddleware>().Reverse())
        {
            var next = pipeline;
            pipeline = token => middleware.OnTurnAsync(context, next, token);
        }

        await pipeline(cancellationToken);
    }

    private async Task TellUserAsync(TurnContext context, Exception failure, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(ErrorTimeout, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            if (_options.OnTurnError is { } onTurnError)
            {
                await onTurnError(context, failure, linked.Token);
            }
            else if (context.Activity.Type is ActivityTypes.Message or ActivityTypes.Event)
            {
                await context.SendActivityAsync(_options.ErrorText, linked.Token);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogUserNotTold(exception, context.Activity.Id);
        }
    }

    // A tag takes few values, whatever callers send.
    private static string KnownType(string type) => ActivityTypes.IsKnown(type) ? type : "other";

    [LoggerMessage(LogLevel.Error, "The turn of {ActivityType} {ActivityId} failed.")]
    private partial void LogFailed(Exception exception, string activityType, string? activityId);

    [LoggerMessage(LogLevel.Warning, "The turn of {ActivityType} {ActivityId} was cancelled before it ended.")]
    private partial void LogCancelled(string activityType, string? activityId);

    [LoggerMessage(LogLevel.Error, "The user could not be told that the turn of {ActivityId} failed.")]
    private partial void LogUserNotTold(Exception exception, string? activityId);
}
