using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace BotQA.Models;

/// <summary>When a provider is asked once more.</summary>
internal static class ModelRetries
{
    private const int AttemptsToConnect = 2;

    /// <summary>For a user who waits: two more attempts after a failure that may pass, at the provider's own pace up to five seconds.</summary>
    public static HttpRetryStrategyOptions Create() => Create(attempts: 2, TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(5));

    /// <summary>For indexing, which nobody watches: five more attempts, at the provider's own pace up to a minute; a server that isn't there is tried twice more.</summary>
    public static HttpRetryStrategyOptions CreatePatient() => Create(attempts: 5, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    private static HttpRetryStrategyOptions Create(int attempts, TimeSpan delay, TimeSpan longestWait) => new()
    {
        MaxRetryAttempts = attempts,
        BackoffType = DelayBackoffType.Exponential,
        Delay = delay,
        UseJitter = true,
        ShouldRetryAfterHeader = true,
        ShouldHandle = arguments => ValueTask.FromResult(MayPass(arguments.Outcome, arguments.AttemptNumber, longestWait)),
    };

    // What a provider wants to be left alone for longer than anybody waits is done without it.
    private static bool MayPass(Outcome<HttpResponseMessage> outcome, int attempt, TimeSpan longestWait) => outcome.Result is { } response
        ? response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError && !WantsLongWait(response, longestWait)
        : outcome.Exception is HttpRequestException && attempt < AttemptsToConnect;

    private static bool WantsLongWait(HttpResponseMessage response, TimeSpan longestWait) =>
        response.Headers.RetryAfter is { } after && (after.Delta ?? after.Date - DateTimeOffset.UtcNow) > longestWait;
}
