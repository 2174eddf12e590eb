using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace BotQA.ActivityProtocol.Connector;

/// <summary>How calls to a connector are tried again.</summary>
internal static class ConnectorResilience
{
    /// <summary>A limit for the whole, retries with exponential back-off and jitter or as long as the channel says, a limit for each attempt.</summary>
    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ConnectorOptions options) => pipeline
        .AddTimeout(new TimeoutStrategyOptions { Timeout = options.TotalTimeout })
        .AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryDelay,
            ShouldRetryAfterHeader = true,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } response && IsTransient(response.StatusCode)),
        })
        .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout });

    private static bool IsTransient(HttpStatusCode status) => status is
        HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;
}
