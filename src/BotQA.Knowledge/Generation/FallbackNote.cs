namespace BotQA.Knowledge.Generation;

/// <summary>Says in a sentence why an answer isn't the model's.</summary>
internal static class FallbackNote
{
    /// <summary>The note under an answer that was cut short.</summary>
    public const string Incomplete = "The language model stopped early, so the answer may be incomplete.";

    /// <summary>The note under an answer that was found without the model.</summary>
    public static string Of(ModelFailure failure) => $"{Reason(failure)}, so the documents' own sentences were searched.";

    private static string Reason(ModelFailure failure) => failure switch
    {
        ModelFailure.Timeout => "The language model took too long",
        ModelFailure.RateLimited => "The language model has too much to do",
        ModelFailure.ContentFilter => "The language model's content filter stopped it",
        ModelFailure.Unsupported => "The documents don't support what the language model wrote",
        ModelFailure.Empty or ModelFailure.Malformed or ModelFailure.Interrupted => "The language model gave no usable reply",
        _ => "The language model can't be reached at the moment",
    };
}
