namespace BotQA.Knowledge.Generation;

/// <summary>A model couldn't be used. Thrown by the decorators of an <see cref="Microsoft.Extensions.AI.IChatClient"/> that know their provider.</summary>
/// <param name="failure">What went wrong.</param>
/// <param name="message">What went wrong, in words that name no secret.</param>
/// <param name="innerException">The provider's exception.</param>
public sealed class ModelException(ModelFailure failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What went wrong.</summary>
    public ModelFailure Failure { get; } = failure;

    /// <summary>The failure that an exception stands for. Cancellation is taken for the end of the time limit.</summary>
    public static ModelFailure FailureOf(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            ModelException model => model.Failure,
            Polly.CircuitBreaker.BrokenCircuitException => ModelFailure.CircuitOpen,
            OperationCanceledException or TimeoutException => ModelFailure.Timeout,
            HttpRequestException { StatusCode: { } status } => FailureOf((int)status),
            HttpRequestException => ModelFailure.Unavailable,
            IOException => ModelFailure.Interrupted,
            _ => ModelFailure.Malformed,
        };
    }

    /// <summary>The failure that an HTTP status stands for.</summary>
    public static ModelFailure FailureOf(int status) => status switch
    {
        401 or 403 => ModelFailure.Unauthorized,
        408 => ModelFailure.Timeout,
        429 => ModelFailure.RateLimited,
        >= 400 and < 500 => ModelFailure.Rejected,
        _ => ModelFailure.Unavailable,
    };
}
