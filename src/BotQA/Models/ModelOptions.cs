namespace BotQA.Models;

/// <summary>Which model is used and how it is reached. Configuration section <c>Model</c>; nothing of it is needed to answer from the documents alone.</summary>
internal sealed class ModelOptions
{
    /// <summary><c>openai</c>, <c>azure-openai</c>, <c>ollama</c> or <c>openai-compatible</c>. Default none: no model is used.</summary>
    public string? Provider { get; set; }

    /// <summary>The model's name; with Azure the name of the deployment.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// The address of the API. Default: OpenAI's own, and <c>http://localhost:11434</c> for Ollama. With Azure the address of the resource; with
    /// <c>openai-compatible</c> the address before <c>/chat/completions</c>.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// The key. Keep it in user secrets or in the environment: <c>Model__ApiKey</c>, or the provider's own <c>OPENAI_API_KEY</c> and
    /// <c>AZURE_OPENAI_API_KEY</c>. Azure without a key is asked by the identity of the machine or the person.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>The client id of the user-assigned managed identity to use with Azure. Default none: the system's or the person's.</summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>How long a reply to the very same prompt is used again, 0 to 1 day. Default 10 minutes; 0 for never.</summary>
    public TimeSpan CacheDuration { get; set; } = TimeSpan.FromMinutes(10);
}
