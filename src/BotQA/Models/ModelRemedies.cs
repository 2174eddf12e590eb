using BotQA.Knowledge.Generation;

namespace BotQA.Models;

/// <summary>Says what to do about a model's failures.</summary>
internal static class ModelRemedies
{
    /// <summary>What to do about a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="section">The section of the model's settings.</param>
    public static string Of(ModelFailure failure, string section) => failure switch
    {
        ModelFailure.Unauthorized => $"Check {section}:ApiKey, or the rights of the identity.",
        ModelFailure.Rejected => $"Check {section}:Name and {section}:Endpoint.",
        ModelFailure.RateLimited => "Wait, or ask the provider for a higher limit.",
        ModelFailure.Timeout or ModelFailure.Unavailable => $"Check that the provider runs and that {section}:Endpoint is its address.",
        _ => $"Check that {section}:Endpoint speaks the API of {section}:Provider.",
    };
}
