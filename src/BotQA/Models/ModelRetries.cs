using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace BotQA.Models;

/// <summary>When a provider is asked once more.</summary>
internal static class ModelRetries
{
    // A user waits; what a provider wants to be left alone for longer is answered without it.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Two more attempts after a failure that may pass, at a provider's own pace.</summary>
    public static HttpRetryStrategyOptions Create() => new()
    {
        MaxRetryAttempts = 2,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromMilliseconds(300),
        UseJitter = true,
        ShouldRetryAfterHeader = true,
        ShouldHandle = arguments => ValueTask.FromResult(MayPass(arguments.Outcome)),
    };

    private static bool MayPass(Outcome<HttpResponseMessage> outcome) => outcome.Result is { } response
        ? response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError && !WantsLongWait(response)
        : outcome.Exception is HttpRequestException;

    private static bool WantsLongWait(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } after && (after.Delta ?? after.Date - DateTimeOffset.UtcNow) > LongestWait;
}
