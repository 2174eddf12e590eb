using Microsoft.Extensions.Options;

namespace BotQA.Models;

/// <summary>Checks <see cref="ModelOptions"/>; each message names the setting and says what to do.</summary>
/// <param name="section">The section of the settings.</param>
internal sealed class ModelOptionsValidator(string section) : IValidateOptions<ModelOptions>
{
    private static readonly TimeSpan LongestCacheDuration = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private IEnumerable<string> Failures(ModelOptions options)
    {
        var providers = string.Join(", ", ModelProvider.All);
        if (string.IsNullOrEmpty(options.Provider))
        {
            yield return $"{section}:Provider is missing, though other settings of {section} are set. Set it to one of {providers}, or remove the others.";
            yield break;
        }

        if (!ModelProvider.All.Contains(options.Provider))
        {
            yield return $"{section}:Provider '{options.Provider}' is unknown. Set it to one of {providers}.";
            yield break;
        }

        if (string.IsNullOrWhiteSpace(options.Name))
        {
            yield return $"{section}:Name is missing. Set it to {NameExample(options.Provider)}.";
        }

        if (options.Endpoint is null && options.Provider is ModelProvider.AzureOpenAI or ModelProvider.OpenAICompatible)
        {
            yield return $"{section}:Endpoint is missing. Set it to {EndpointExample(options.Provider)}.";
        }
        else if (options.Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https"))
        {
            yield return $"{section}:Endpoint '{endpoint}' is no web address. Set it to {EndpointExample(options.Provider)}.";
        }
        else if (options.Endpoint is { Scheme: "http", IsLoopback: false } && !string.IsNullOrEmpty(options.ApiKey))
        {
            yield return $"{section}:Endpoint '{options.Endpoint}' would send the key unencrypted. Use https, or an address of this computer.";
        }

        if (options.Provider == ModelProvider.OpenAI && string.IsNullOrWhiteSpace(options.ApiKey))
        {
            yield return $"{section}:ApiKey is missing. Set the environment variable {ModelSettings.KeyVariableOf(options.Provider)}, or run 'dotnet user-secrets set {section}:ApiKey KEY --id botqa'.";
        }

        if (options.CacheDuration < TimeSpan.Zero || options.CacheDuration > LongestCacheDuration)
        {
            yield return $"{section}:CacheDuration '{options.CacheDuration}' is out of range. Set it to a time from 00:00:00 (never) to 1.00:00:00.";
        }
    }

    private static string NameExample(string provider) => provider switch
    {
        ModelProvider.AzureOpenAI => "the name of your deployment, such as gpt-4o-mini",
        ModelProvider.Ollama => "a model that 'ollama list' shows, such as llama3.1",
        _ => "the model's name, such as gpt-4o-mini",
    };

    private static string EndpointExample(string provider) => provider switch
    {
        ModelProvider.AzureOpenAI => "the address of your resource, such as https://NAME.openai.azure.com",
        ModelProvider.Ollama => "the address of Ollama, such as http://localhost:11434",
        _ => "the address before /chat/completions, such as http://localhost:8000/v1",
    };
}
