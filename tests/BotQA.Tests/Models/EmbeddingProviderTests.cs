using BotQA.Knowledge.Embeddings;
using BotQA.Models.Embeddings;
using BotQA.Tests.Models.Support;
using BotQA.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace BotQA.Tests.Models;

public sealed class EmbeddingProviderTests : IDisposable
{
    private const string Question = "How tall is the Storvik lighthouse?";
    private const string Fact = "The Storvik lighthouse is 27 metres tall.";

    private readonly TemporaryFolder _folder = new();

    public EmbeddingProviderTests()
    {
        _folder.Write("knowledge/storvik.txt", $"{Fact} The keeper lives in the white house nearby.");
        _folder.Write("knowledge/ferry.txt", "The ferry to Norvik leaves at nine.");
    }

    [Theory]
    [InlineData("openai", "v1", "/v1/embeddings", "text-embedding-3-small")]
    [InlineData("openai-compatible", "api/v3", "/api/v3/embeddings", "test-embedding")]
    [InlineData("azure-openai", "", "/openai/v1/embeddings", "my-deployment")]
    public async Task UpdateAsync_OpenAIProtocol_CallsTheProviderAsItExpects(string provider, string path, string called, string name)
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        await using var host = new EmbeddingHost(
            _folder, server, ("Embeddings:Provider", provider), ("Embeddings:Endpoint", new Uri(server.Address, path).ToString()), ("Embeddings:Name", name), ("Embeddings:ApiKey", "secret-key"));

        var report = await host.UpdateAsync();

        Assert.Equal(2, report.Documents);
        Assert.Empty(report.Failures);
        Assert.All(server.Calls, call =>
        {
            Assert.Equal(called, call.Path);
            Assert.Equal("Bearer secret-key", call.Headers["Authorization"]);
            Assert.Equal(name, call.Model);
            Assert.Equal(provider == "openai" ? 64 : null, (int?)call.Body["dimensions"]);
        });
        Assert.Equal("27 metres", (await host.AskAsync(Question)).ShortAnswer);
        Assert.Equal([Question], server.Calls[^1].Inputs);
    }

    [Fact]
    public async Task UpdateAsync_Ollama_CallsItsOwnApi()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.Ollama);
        await using var host = new EmbeddingHost(
            _folder, server, ("Embeddings:Provider", "ollama"), ("Embeddings:Endpoint", server.Address.ToString()), ("Embeddings:Name", "my-embedding"));

        await host.UpdateAsync();

        Assert.All(server.Calls, call => Assert.Equal(("/api/embed", "my-embedding"), (call.Path, call.Model)));
        Assert.Equal("27 metres", (await host.AskAsync(Question)).ShortAnswer);
    }

    [Fact]
    public async Task UpdateAsync_Passage_IsSentWithItsTitleAndItsSentencesOnTheirOwn()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        await using var host = new EmbeddingHost(_folder, server, ("Embeddings:PassagePrefix", "passage: "), ("Embeddings:QuestionPrefix", "query: "));

        await host.UpdateAsync();
        await host.AskAsync(Question);

        var sent = server.Calls.SelectMany(call => call.Inputs).ToList();
        Assert.Matches($"(?i)^passage: .*storvik.*\\n{Fact} The keeper lives in the white house nearby.$", Assert.Single(sent, text => text.Contains($"{Fact} The", StringComparison.Ordinal)));
        Assert.Contains($"passage: {Fact}", sent);
        Assert.Contains("passage: The keeper lives in the white house nearby.", sent);
        Assert.Contains($"query: {Question}", sent);
        Assert.Equal(sent.Count, sent.Distinct().Count());
    }

    [Fact]
    public async Task UpdateAsync_MoreTextsThanABatch_SendsBatches()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        await using var host = new EmbeddingHost(_folder, server, ("Embeddings:BatchSize", "2"));

        var report = await host.UpdateAsync();

        Assert.Equal(2, report.Documents);
        Assert.All(server.Calls, call => Assert.InRange(call.Inputs.Count, 1, 2));
    }

    [Theory]
    [InlineData(413)]
    [InlineData(422)]
    public async Task UpdateAsync_BatchesTooLargeForTheProvider_SendsSmallerOnes(int status)
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.Refusing(status, inputs => inputs.Count > 3));
        await using var host = new EmbeddingHost(_folder, server);

        var report = await host.UpdateAsync();

        Assert.Equal(2, report.Documents);
        Assert.Empty(report.Failures);
    }

    [Theory]
    [InlineData("openai-compatible")]
    [InlineData("ollama")]
    public async Task UpdateAsync_OneTextRefused_FailsItsFileAlone(string provider)
    {
        _folder.Write("knowledge/poison.txt", "This text is poison to the model.");
        await using var server = await ModelServer.StartAsync(provider == "ollama" ? EmbeddingReplies.OllamaRefusing(HavePoison) : EmbeddingReplies.Refusing(400, HavePoison));
        await using var host = new EmbeddingHost(
            _folder, server, ("Embeddings:Provider", provider), ("Embeddings:Endpoint", new Uri(server.Address, provider == "ollama" ? "" : "v1").ToString()));

        var report = await host.UpdateAsync();

        Assert.Equal(2, report.Documents);
        Assert.Equal("poison.txt", Assert.Single(report.Failures).Id);
        Assert.Equal("27 metres", (await host.AskAsync(Question)).ShortAnswer);
    }

    [Fact]
    public async Task UpdateAsync_RateLimitedForAMoment_AsksAgainWhenItIsTold()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Error(429, "rate_limit", retryAfter: "1"), EmbeddingReplies.OpenAI());
        await using var host = new EmbeddingHost(_folder, server);

        Assert.Equal(2, (await host.UpdateAsync()).Documents);
        Assert.Equal(server.Calls[0].Inputs, server.Calls[1].Inputs);
    }

    [Fact]
    public async Task UpdateAsync_KeyRefused_FailsTheFilesWithTheReasonAndTriesThemLater()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Error(401, "invalid_api_key"));
        await using var host = new EmbeddingHost(_folder, server);

        var failed = await host.UpdateAsync();
        var asked = server.Calls.Count;
        server.Then(EmbeddingReplies.OpenAI());
        var mended = await host.FollowAsync();

        Assert.Equal(0, failed.Documents);
        Assert.Equal(["ferry.txt", "storvik.txt"], failed.Failures.Select(failure => failure.Id));
        Assert.All(failed.Failures, failure => Assert.Contains("Check Embeddings:ApiKey", failure.Reason, StringComparison.Ordinal));
        Assert.Equal(1, asked);
        Assert.Equal(2, mended.Documents);
        Assert.Empty(mended.Failures);
        Assert.Equal("27 metres", (await host.AskAsync(Question)).ShortAnswer);
    }

    [Fact]
    public async Task UpdateAsync_OtherVectorsThanTheSettingsSay_NamesTheSetting()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI(dimensions: 48));
        await using var host = new EmbeddingHost(_folder, server);

        var report = await host.UpdateAsync();

        Assert.All(report.Failures, failure => Assert.StartsWith("Embeddings:Dimensions is 64, but test-embedding gives vectors of 48 numbers. Set it to 48", failure.Reason, StringComparison.Ordinal));
        Assert.Equal(2, report.Failures.Count);
    }

    [Fact]
    public async Task UpdateAsync_SameModelAgain_EmbedsNothing()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        await using (var host = new EmbeddingHost(_folder, server))
        {
            await host.UpdateAsync();
        }

        var asked = server.Calls.Count;
        await using var next = new EmbeddingHost(_folder, server);

        Assert.Equal(0, (await next.UpdateAsync()).EmbeddedChunks);
        Assert.Equal(asked, server.Calls.Count);
    }

    [Theory]
    [InlineData("Embeddings:Name", "other-embedding")]
    [InlineData("Embeddings:Dimensions", "32")]
    [InlineData("Embeddings:Provider", "ollama")]
    [InlineData("Embeddings:PassagePrefix", "passage: ")]
    public async Task UpdateAsync_OtherModel_EmbedsAllAgainWithProgress(string setting, string value)
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        await using (var host = new EmbeddingHost(_folder, server))
        {
            await host.UpdateAsync();
        }

        server.Then(setting == "Embeddings:Provider" ? EmbeddingReplies.Ollama : EmbeddingReplies.OpenAI(setting == "Embeddings:Dimensions" ? 32 : 64));
        await using var next = new EmbeddingHost(
            _folder, server, [(setting, value), .. setting == "Embeddings:Provider" ? new[] { ("Embeddings:Endpoint", server.Address.ToString()) } : []]);
        var seen = new List<int>();

        var report = await next.UpdateAsync(new CallbackProgress<Knowledge.Ingestion.FolderProgress>(progress => seen.Add(progress.Files)));

        Assert.Equal(report.Chunks, report.EmbeddedChunks);
        Assert.Equal((0, 2), (seen[0], seen[^1]));
        Assert.Equal("27 metres", (await next.AskAsync(Question)).ShortAnswer);
    }

    [Fact]
    public async Task GenerateAsync_ModelThatFindsNothingDissimilar_IsCentred()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI(dimensions: 1024, common: 0.2f));
        await using var host = new EmbeddingHost(_folder, server, ("Embeddings:Dimensions", "1024"));
        var generator = host.Get<IEmbeddingGenerator<string, Embedding<float>>>();

        var vectors = await generator.GenerateAsync(["Cranes rest here.", "Interest falls due monthly.", "Cranes rest there."], cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(Cosine(vectors[0], vectors[1]), -0.2, 0.2);
        Assert.InRange(Cosine(vectors[0], vectors[2]), 0.4, 1);
    }

    [Theory]
    [InlineData("Embeddings:Provider", "opnai", "Embeddings:Provider 'opnai' is unknown.")]
    [InlineData("Embeddings:Provider", "", "Embeddings:Provider is missing")]
    [InlineData("Embeddings:Name", "", "Embeddings:Name is missing. Set it to the model's name, such as text-embedding-3-small.")]
    [InlineData("Embeddings:Endpoint", "", "the address before /embeddings")]
    [InlineData("Embeddings:Dimensions", "", "Embeddings:Dimensions is missing.")]
    [InlineData("Embeddings:Dimensions", "0", "Embeddings:Dimensions '0' is out of range.")]
    [InlineData("Embeddings:BatchSize", "0", "Embeddings:BatchSize '0' is out of range.")]
    [InlineData("Embeddings:TimeLimit", "00:00:00", "Embeddings:TimeLimit '00:00:00' is out of range.")]
    [InlineData("Embeddings:QuestionTimeLimit", "01:00:00", "Embeddings:QuestionTimeLimit '01:00:00' is out of range.")]
    public async Task AddConfiguredEmbeddings_WrongSetting_IsNamedWithItsRemedy(string name, string value, string message)
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());

        var exception = Assert.ThrowsAny<OptionsValidationException>(() => new EmbeddingHost(_folder, server, (name, value)));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddConfiguredEmbeddings_SettingsOfTheEmbeddedModelAlone_KeepsIt()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        await using var host = new EmbeddingHost(
            _folder, server, ("Embeddings:Provider", ""), ("Embeddings:Name", ""), ("Embeddings:Endpoint", ""), ("Embeddings:Dimensions", ""), ("Embeddings:Threads", "1"));

        Assert.IsType<MiniLmEmbeddingGenerator>(host.Get<IPassageEncoder>());
    }

    [Theory]
    [InlineData("nomic-embed-text:v1.5", 768)]
    [InlineData("text-embedding-3-large", 3072)]
    [InlineData("of-my-own", 0)]
    public void KnownDimensions_UsualModel_NeedsNoSetting(string name, int dimensions) =>
        Assert.Equal(dimensions, new EmbeddingModelOptions { Name = name }.KnownDimensions);

    public void Dispose() => _folder.Dispose();

    private static bool HavePoison(IReadOnlyList<string> inputs) => inputs.Any(input => input.Contains("poison", StringComparison.Ordinal));

    private static double Cosine(Embedding<float> a, Embedding<float> b) => System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(a.Vector.Span, b.Vector.Span);
}
