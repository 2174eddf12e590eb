using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace BotQA.ActivityProtocol.Connector;

/// <summary>How calls to a connector are tried again.</summary>
internal static partial class ConnectorResilience
{
    /// <summary>A limit for the whole, retries with exponential back-off and jitter or as long as the channel says, a limit for each attempt.</summary>
    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ConnectorOptions options, ILogger logger)
    {
        // Polly's own listener logs every attempt, several a turn.
        pipeline.TelemetryListener = null;
        pipeline
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.TotalTimeout })
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                ShouldRetryAfterHeader = true,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } response && IsTransient(response.StatusCode)),
                OnRetry = arguments =>
                {
                    LogRetry(logger, (int?)arguments.Outcome.Result?.StatusCode, arguments.AttemptNumber + 1, arguments.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout });
    }

    private static bool IsTransient(HttpStatusCode status) => status is
        HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;

    [LoggerMessage(LogLevel.Warning, "The channel answered {Status}; retry {Retry} follows after {Delay}.")]
    private static partial void LogRetry(ILogger logger, int? status, int retry, TimeSpan delay);
}
