namespace BotQA.Models;

/// <summary>The providers of models, by the names that settings give them.</summary>
internal static class ModelProvider
{
    public const string OpenAI = "openai";
    public const string AzureOpenAI = "azure-openai";
    public const string Ollama = "ollama";

    /// <summary>Any server with OpenAI's API, named by its endpoint.</summary>
    public const string OpenAICompatible = "openai-compatible";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [OpenAI, AzureOpenAI, Ollama, OpenAICompatible];
}
