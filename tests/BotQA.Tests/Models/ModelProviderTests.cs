using BotQA.Models;
using BotQA.Tests.Models.Support;
using Microsoft.Extensions.Options;
using Microsoft.ML.Tokenizers;

namespace BotQA.Tests.Models;

public class ModelProviderTests(SampleIndex index) : IClassFixture<SampleIndex>
{
    private const string Question = "How long was the truce that Russia declared?";
    private const string Reply = "Russia declared a 72-hour Victory Day truce [1].";

    [Theory]
    [InlineData("openai", "v1", "/v1/chat/completions", "Bearer secret-key")]
    [InlineData("openai-compatible", "api/v3", "/api/v3/chat/completions", "Bearer secret-key")]
    [InlineData("azure-openai", "", "/openai/v1/chat/completions", "Bearer secret-key")]
    public async Task AnswerAsync_OpenAIProtocol_CallsTheProviderAsItExpects(string provider, string path, string called, string authorization)
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Text(Reply));
        await using var host = ModelHost.Of(
            index, server, ("Model:Provider", provider), ("Model:Endpoint", new Uri(server.Address, path).ToString()), ("Model:ApiKey", "secret-key"), ("Model:Name", "gpt-4o-mini"));

        var answer = await host.AskAsync(Question);

        Assert.True(answer.IsGenerated);
        var call = Assert.Single(server.Calls);
        Assert.Equal(called, call.Path);
        Assert.Equal(authorization, call.Headers["Authorization"]);
        Assert.Equal("gpt-4o-mini", call.Model);
        Assert.True((bool)call.Body["stream"]!);
        Assert.Equal(["knowledge_search"], call.Tools);
    }

    [Fact]
    public async Task AnswerAsync_Ollama_CallsItsOwnApiWithTheWholeContext()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Ollama(Reply));
        await using var host = ModelHost.Of(
            index, server, ("Model:Provider", "ollama"), ("Model:Endpoint", server.Address.ToString()), ("Model:Name", "llama3.1"));

        var answer = await host.AskAsync(Question);

        Assert.True(answer.IsGenerated);
        var call = Assert.Single(server.Calls);
        Assert.Equal("/api/chat", call.Path);
        Assert.Equal("llama3.1", call.Model);
        Assert.Equal(8192, (int)call.Body["options"]!["num_ctx"]!);
        Assert.Equal((100L, 20L), (answer.Generation!.InputTokens, answer.Generation.OutputTokens));
    }

    [Fact]
    public async Task AnswerAsync_SameQuestionAgain_IsAnsweredFromTheCacheAndTakesNoTokens()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Text(Reply));
        await using var host = ModelHost.Of(index, server, ("Model:CacheDuration", "00:10:00"));

        var first = await host.AskAsync(Question);
        var again = await host.AskAsync(Question);

        Assert.True(again.IsGenerated);
        Assert.Equal(first.Text, again.Text);
        Assert.Single(server.Calls);
        Assert.Equal((100L, 20L), (first.Generation!.InputTokens, first.Generation.OutputTokens));
        Assert.Equal((0L, 0L), (again.Generation!.InputTokens, again.Generation.OutputTokens));
    }

    [Fact]
    public async Task AnswerAsync_SmallContext_ShowsFewerPassages()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Text(Reply));
        await using var small = ModelHost.Of(index, server, ("Model:ContextTokens", "1200"), ("Model:MaxOutputTokens", "100"));
        await using var large = ModelHost.Of(index, server, ("Model:ContextTokens", "100000"));

        await small.AskAsync(Question);
        await large.AskAsync(Question);

        Assert.InRange(PassagesOf(server.Calls[0]), 1, PassagesOf(server.Calls[1]) - 1);
        Assert.InRange(TiktokenTokenizer.CreateForEncoding("o200k_base").CountTokens(server.Calls[0].System + server.Calls[0].User), 1, 1100);
    }

    [Fact]
    public async Task AnswerAsync_ToolsOff_OffersNone()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Text(Reply));
        await using var host = ModelHost.Of(index, server, ("Model:MaxSearches", "0"));

        await host.AskAsync(Question);

        Assert.Empty(Assert.Single(server.Calls).Tools);
    }

    [Fact]
    public async Task AnswerAsync_ModelSearchesWithoutEnd_IsStopped()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.ToolCall("knowledge_search", """{"query": "Who is Ushakov?"}"""));
        await using var host = ModelHost.Of(index, server);

        var answer = await host.AskAsync(Question);

        Assert.False(answer.IsGenerated);
        Assert.InRange(server.Calls.Count, 2, 4);
        Assert.InRange(answer.Generation!.Searches.Count, 1, 2);
    }

    [Theory]
    [InlineData("Model:Provider", "opnai", "Model:Provider 'opnai' is unknown. Set it to one of openai, azure-openai, ollama, openai-compatible.")]
    [InlineData("Model:Name", "", "Model:Name is missing.")]
    [InlineData("Model:Endpoint", "", "Model:Endpoint is missing.")]
    [InlineData("Model:Endpoint", "localhost:11434/v1", "is no web address")]
    [InlineData("Model:CacheDuration", "2.00:00:00", "Model:CacheDuration '2.00:00:00' is out of range.")]
    [InlineData("Model:TimeLimit", "00:00:00", "TimeLimit")]
    public void AddConfiguredModel_WrongSetting_IsNamedWithItsRemedy(string name, string value, string message)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Model:Provider"] = "openai-compatible",
            ["Model:Name"] = "test-model",
            ["Model:Endpoint"] = "http://localhost:9/v1",
            [name] = value,
        };

        var exception = Assert.ThrowsAny<OptionsValidationException>(() => ModelHost.Validate(index, settings));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddConfiguredModel_KeyMissing_NamesWhereToPutIt()
    {
        var exception = Assert.ThrowsAny<OptionsValidationException>(() =>
            ModelHost.Validate(index, new Dictionary<string, string?> { ["Model:Provider"] = "openai", ["Model:Name"] = "gpt-4o-mini" }));

        Assert.Contains("OPENAI_API_KEY", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddConfiguredModel_KeyWouldTravelUnencrypted_IsRefused()
    {
        var exception = Assert.ThrowsAny<OptionsValidationException>(() => ModelHost.Validate(index, new Dictionary<string, string?>
        {
            ["Model:Provider"] = ModelProvider.OpenAICompatible,
            ["Model:Name"] = "m",
            ["Model:Endpoint"] = "http://models.example.com/v1",
            ["Model:ApiKey"] = "secret-key",
        }));

        Assert.Contains("unencrypted", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", exception.Message, StringComparison.Ordinal);
    }

    private static int PassagesOf(ModelCall call) => call.User.Split("<passage ").Length - 1;
}
