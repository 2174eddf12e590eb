namespace BotQA.Knowledge.Generation;

/// <summary>Why a model gave no answer that could be used.</summary>
public enum ModelFailure
{
    /// <summary>The time limit passed.</summary>
    Timeout,

    /// <summary>The key or the identity was refused: 401, 403.</summary>
    Unauthorized,

    /// <summary>Too many requests or no quota: 429.</summary>
    RateLimited,

    /// <summary>The provider can't be reached or failed: 5xx, a broken connection.</summary>
    Unavailable,

    /// <summary>The provider refused the request, for example as it doesn't know the model: other 4xx.</summary>
    Rejected,

    /// <summary>The provider's content filter stopped the request or the reply.</summary>
    ContentFilter,

    /// <summary>The reply was empty.</summary>
    Empty,

    /// <summary>The reply was not what the protocol says.</summary>
    Malformed,

    /// <summary>The reply stopped in the middle.</summary>
    Interrupted,

    /// <summary>The model failed several times just before, and is left alone for a while.</summary>
    CircuitOpen,

    /// <summary>Nothing of the reply was supported by the passages it cites.</summary>
    Unsupported,
}
