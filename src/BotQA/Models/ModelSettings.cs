namespace BotQA.Models;

/// <summary>Reads the settings of a model.</summary>
internal static class ModelSettings
{
    /// <summary>The section of the chat model.</summary>
    public const string Chat = "Model";

    /// <summary>Whether a section of settings asks for a model.</summary>
    public static bool AreSet(IConfiguration configuration, string section) => configuration.GetSection(section).GetChildren().Any(setting => !string.IsNullOrWhiteSpace(setting.Value));

    /// <summary>Fills in the key from the provider's own environment variable where no setting gives one.</summary>
    public static void Bind(ModelOptions options, IConfiguration configuration, string section)
    {
        configuration.GetSection(section).Bind(options);
        options.Provider = options.Provider?.Trim().ToLowerInvariant();
        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            options.ApiKey = KeyVariableOf(options.Provider) is { } variable ? configuration[variable] : null;
        }
    }

    /// <summary>The environment variable in which a provider's users keep their key, or null.</summary>
    public static string? KeyVariableOf(string? provider) => provider switch
    {
        ModelProvider.OpenAI => "OPENAI_API_KEY",
        ModelProvider.AzureOpenAI => "AZURE_OPENAI_API_KEY",
        _ => null,
    };
}
