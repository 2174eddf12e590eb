using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;

namespace BotQA.Models;

/// <summary>Creates the clients of the providers. All speak through the given HTTP client, which retries; their own retries are off.</summary>
internal static class ModelClients
{
    /// <summary>Where Ollama listens.</summary>
    public static readonly Uri DefaultOllama = new("http://localhost:11434");

    private const string AzureScope = "https://cognitiveservices.azure.com/.default";

    // Servers on one's own machine mostly want no key, but the client wants one to send.
    private const string NoKey = "none";

    /// <summary>The client of a chat model.</summary>
    /// <param name="options">The model.</param>
    /// <param name="http">Sends the requests.</param>
    /// <param name="identity">The identity by which Azure is asked without a key; null for that of the machine or the person.</param>
    public static IChatClient CreateChatClient(ModelOptions options, HttpClient http, TokenCredential? identity) => options.Provider == ModelProvider.Ollama
        ? CreateOllama(options, http)
        : CreateOpenAI(options, http, identity).GetChatClient(options.Name).AsIChatClient();

    /// <summary>The client of an embedding model; the parameters are those of <see cref="CreateChatClient"/>.</summary>
    public static IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddingGenerator(ModelOptions options, HttpClient http, TokenCredential? identity) => options.Provider == ModelProvider.Ollama
        ? CreateOllama(options, http)
        : CreateOpenAI(options, http, identity).GetEmbeddingClient(options.Name).AsIEmbeddingGenerator();

    /// <summary>The address that is called.</summary>
    public static Uri? EndpointOf(ModelOptions options) => options.Provider switch
    {
        ModelProvider.AzureOpenAI => AzureEndpoint(options.Endpoint!),
        ModelProvider.Ollama => options.Endpoint ?? DefaultOllama,
        _ => options.Endpoint,
    };

    private static OllamaApiClient CreateOllama(ModelOptions options, HttpClient http)
    {
        http.BaseAddress = EndpointOf(options);
        return new OllamaApiClient(http, options.Name!);
    }

    private static OpenAIClient CreateOpenAI(ModelOptions options, HttpClient http, TokenCredential? identity)
    {
        var settings = new OpenAIClientOptions
        {
            Endpoint = EndpointOf(options),
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            UserAgentApplicationId = "botqa",
        };
#pragma warning disable OPENAI001 // Marked as under evaluation; it is the documented way to use an identity with Azure.
        return options.Provider == ModelProvider.AzureOpenAI && string.IsNullOrEmpty(options.ApiKey)
            ? new OpenAIClient(new BearerTokenPolicy(identity ?? DefaultIdentity(options), AzureScope), settings)
#pragma warning restore OPENAI001
            : new OpenAIClient(new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? NoKey : options.ApiKey), settings);
    }

    private static DefaultAzureCredential DefaultIdentity(ModelOptions options) =>
        new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ManagedIdentityClientId });

    // Azure's API with OpenAI's own paths, which needs no version.
    private static Uri AzureEndpoint(Uri resource) => resource.AbsolutePath.Trim('/').Length > 0 ? resource : new Uri(resource, "openai/v1/");
}
