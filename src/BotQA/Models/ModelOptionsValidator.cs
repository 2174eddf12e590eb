using Microsoft.Extensions.Options;

namespace BotQA.Models;

/// <summary>Checks the settings of a model; each message names the setting and says what to do.</summary>
/// <param name="section">The section of the settings.</param>
internal abstract class ModelOptionsValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : ModelOptions
{
    /// <summary>The name of a model of OpenAI's, for messages.</summary>
    protected abstract string NameExample { get; }

    /// <summary>The name of a model of Ollama's, for messages.</summary>
    protected abstract string OllamaExample { get; }

    /// <summary>What is called at an endpoint with OpenAI's API.</summary>
    protected abstract string Path { get; }

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    /// <summary>What is wrong with the settings that this kind of model has of its own.</summary>
    protected abstract IEnumerable<string> FailuresOf(TOptions options);

    private IEnumerable<string> Failures(TOptions options)
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
            yield return $"{section}:Name is missing. Set it to {NameExampleOf(options.Provider)}.";
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

        foreach (var failure in FailuresOf(options))
        {
            yield return failure;
        }
    }

    private string NameExampleOf(string provider) => provider switch
    {
        ModelProvider.AzureOpenAI => $"the name of your deployment, such as {NameExample}",
        ModelProvider.Ollama => $"a model that 'ollama list' shows, such as {OllamaExample}",
        _ => $"the model's name, such as {NameExample}",
    };

    private string EndpointExample(string provider) => provider switch
    {
        ModelProvider.AzureOpenAI => "the address of your resource, such as https://NAME.openai.azure.com",
        ModelProvider.Ollama => "the address of Ollama, such as http://localhost:11434",
        _ => $"the address before {Path}, such as http://localhost:8000/v1",
    };
}
