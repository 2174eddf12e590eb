using Azure.Core;
using BotQA.Models;
using BotQA.Models.Embeddings;
using BotQA.Tests.Models.Support;
using Microsoft.Extensions.AI;

namespace BotQA.Tests.Models;

/// <summary>Azure without a key: asked by the identity of the machine or the person.</summary>
public class ModelIdentityTests
{
    private const string Scope = "https://cognitiveservices.azure.com/.default";

    [Fact]
    public async Task GetResponseAsync_NoKey_SendsTheTokenOfTheIdentity()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.WholeText("OK"));
        using var http = ClientOf(server);
        var identity = new FakeIdentity("token-of-the-machine");
        using var client = ModelClients.CreateChatClient(
            new ChatModelOptions { Provider = ModelProvider.AzureOpenAI, Name = "my-deployment", Endpoint = new Uri("https://name.openai.azure.com") }, http, identity);

        await client.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken);

        AssertAsksByToken(Assert.Single(server.Calls), "/openai/v1/chat/completions");
        Assert.Equal([Scope], identity.Scopes);
    }

    [Fact]
    public async Task GenerateAsync_NoKey_SendsTheTokenOfTheIdentity()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        using var http = ClientOf(server);
        var identity = new FakeIdentity("token-of-the-machine");
        using var generator = ModelClients.CreateEmbeddingGenerator(
            new EmbeddingModelOptions { Provider = ModelProvider.AzureOpenAI, Name = "my-deployment", Endpoint = new Uri("https://name.openai.azure.com") }, http, identity);

        await generator.GenerateAsync("Hello", cancellationToken: TestContext.Current.CancellationToken);

        AssertAsksByToken(Assert.Single(server.Calls), "/openai/v1/embeddings");
        Assert.Equal([Scope], identity.Scopes);
    }

    [Fact]
    public async Task GetResponseAsync_Key_AsksNoIdentity()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.WholeText("OK"));
        using var http = ClientOf(server);
        var identity = new FakeIdentity("token-of-the-machine");
        using var client = ModelClients.CreateChatClient(
            new ChatModelOptions { Provider = ModelProvider.AzureOpenAI, Name = "my-deployment", Endpoint = new Uri("https://name.openai.azure.com"), ApiKey = "secret-key" }, http, identity);

        await client.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("Bearer secret-key", Assert.Single(server.Calls).Headers["Authorization"]);
        Assert.Empty(identity.Scopes);
    }

    private static void AssertAsksByToken(ModelCall call, string path)
    {
        Assert.Equal(path, call.Path);
        Assert.Equal("Bearer token-of-the-machine", call.Headers["Authorization"]);
        Assert.DoesNotContain("api-key", call.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    // Tokens travel by https alone; what is sent to Azure arrives at the server of the test.
    private static HttpClient ClientOf(ModelServer server) => new(new Redirection(server.Address), disposeHandler: true);

    private sealed class Redirection(Uri address) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal(("https", "name.openai.azure.com"), (request.RequestUri!.Scheme, request.RequestUri.Host));
            request.RequestUri = new Uri(address, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class FakeIdentity(string token) : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken(token, DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
