namespace BotQA.Models;

/// <summary>Which model is used and how it is reached.</summary>
internal abstract class ModelOptions
{
    /// <summary><c>openai</c>, <c>azure-openai</c>, <c>ollama</c> or <c>openai-compatible</c>. Default none: no provider is asked.</summary>
    public string? Provider { get; set; }

    /// <summary>The model's name; with Azure the name of the deployment.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// The address of the API. Default: OpenAI's own, and <c>http://localhost:11434</c> for Ollama. With Azure the address of the resource; with
    /// <c>openai-compatible</c> the address before <c>/chat/completions</c> or <c>/embeddings</c>.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// The key. Keep it in user secrets or in the environment: <c>Model__ApiKey</c> or <c>Embeddings__ApiKey</c>, or the provider's own <c>OPENAI_API_KEY</c> and
    /// <c>AZURE_OPENAI_API_KEY</c>. Azure without a key is asked by the identity of the machine or the person.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>The client id of the user-assigned managed identity to use with Azure. Default none: the system's or the person's.</summary>
    public string? ManagedIdentityClientId { get; set; }
}
