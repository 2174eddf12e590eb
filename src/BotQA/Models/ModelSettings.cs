using BotQA.Knowledge.Embeddings;

namespace BotQA.Models;

/// <summary>Reads the settings of a model.</summary>
internal static class ModelSettings
{
    /// <summary>The section of the chat model.</summary>
    public const string Chat = "Model";

    /// <summary>The section of the embedding model, which holds the settings of the embedded one too.</summary>
    public const string Embeddings = EmbeddingOptions.SectionName;

    private static readonly string[] EmbeddedSettings = [.. typeof(EmbeddingOptions).GetProperties().Select(property => property.Name)];

    /// <summary>Whether settings ask for a provider's chat model.</summary>
    public static bool AskForChat(IConfiguration configuration) => NamesIn(configuration, Chat).Any();

    /// <summary>Whether settings ask for a provider's embedding model.</summary>
    public static bool AskForEmbeddings(IConfiguration configuration) => NamesIn(configuration, Embeddings).Except(EmbeddedSettings, StringComparer.OrdinalIgnoreCase).Any();

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

    private static IEnumerable<string> NamesIn(IConfiguration configuration, string section) =>
        configuration.GetSection(section).GetChildren().Where(setting => !string.IsNullOrWhiteSpace(setting.Value)).Select(setting => setting.Key);
}
