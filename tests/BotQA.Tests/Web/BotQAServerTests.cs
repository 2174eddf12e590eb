using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;
using BotQA.Tests.Support;
using BotQA.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotQA.Tests.Web;

public sealed class BotQAServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _kept = new();
    private readonly Document _document = Some.Document();

    public BotQAServerTests() => _folder.Write("truce.txt", _document.Text);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _kept.Dispose();
    }

    [Fact]
    public async Task Ask_WhenReady_GivesTheObjectOfAskJson()
    {
        await using var app = await StartAsync();
        await UntilAsync(app, HttpStatusCode.OK);

        var response = await PostAsync(app, """{"question": "How long was the truce?"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(
            ["status", "question", "answer", "text", "confidence", "citations", "retrieved", "elapsedMs"],
            json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("72-hour", json.GetProperty("answer").GetString());
        Assert.Equal("truce.txt", json.GetProperty("citations")[0].GetProperty("document").GetString());
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"question": null}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"question": 7}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"question": "\ud800"}""", HttpStatusCode.BadRequest)] // half a character
    public async Task Ask_BodyWithoutQuestion_IsAProblemThatSaysWhatToSend(string body, HttpStatusCode expected)
    {
        await using var app = await StartAsync();
        await UntilAsync(app, HttpStatusCode.OK);

        var response = await PostAsync(app, body);

        await AssertProblemAsync(response, expected, """{"question": "..."}""");
    }

    [Fact]
    public async Task Ask_BodyOverTheLimit_IsTooLarge()
    {
        await using var app = await StartAsync();
        await UntilAsync(app, HttpStatusCode.OK);
        var room = AskEndpointRouteBuilderExtensions.MaxBodyBytes - """{"question":""}""".Length;

        var fits = await PostAsync(app, $$"""{"question":"{{new string('x', room)}}"}""");
        var exceeds = await PostAsync(app, $$"""{"question":"{{new string('x', room + 1)}}"}""");

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        await AssertProblemAsync(exceeds, HttpStatusCode.RequestEntityTooLarge, "65536");
    }

    [Fact]
    public async Task Ask_OtherContentType_IsUnsupported()
    {
        await using var app = await StartAsync();

        var response = await PostAsync(app, "question=x", "application/x-www-form-urlencoded");

        await AssertProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "application/json");
    }

    [Fact]
    public async Task Ask_OtherMethod_IsNotAllowed()
    {
        await using var app = await StartAsync();

        var response = await app.GetTestClient().GetAsync("/api/ask", Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Ready_WhileIndexing_IsUnavailableAndThenOk()
    {
        var indexer = new GatedIndexer();
        await using var app = await StartAsync(indexer);
        await indexer.Started;

        using var indexing = await ReadyAsync(app, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("indexing", indexing.RootElement.GetProperty("status").GetString());
        await AssertProblemAsync(await PostAsync(app, """{"question": "?"}"""), HttpStatusCode.ServiceUnavailable, "being indexed");
        Assert.Equal(HttpStatusCode.OK, (await app.GetTestClient().GetAsync("/healthz/live", Cancellation)).StatusCode);

        indexer.Open();
        await UntilAsync(app, HttpStatusCode.OK);
        using var ready = await ReadyAsync(app, HttpStatusCode.OK);
        Assert.Equal("ready", ready.RootElement.GetProperty("status").GetString());
        Assert.Equal(1, ready.RootElement.GetProperty("documents").GetInt32());
    }

    [Fact]
    public async Task Ready_AnswererThatIsPreparedForLong_IsNotWaitedFor()
    {
        var preparing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answerer = new ScriptedAnswerer(q => Some.NotFound(q))
        {
            Prepare = async token =>
            {
                preparing.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            },
        };
        await using var app = await StartAsync(answerer: answerer);

        await preparing.Task.WaitAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, (await app.GetTestClient().GetAsync("/healthz/ready", Cancellation)).StatusCode);
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Ready_FolderThatIsMissing_SaysWhyAndStaysAlive()
    {
        var missing = Path.Combine(_folder.Path, "missing");
        await using var app = await StartAsync(knowledge: missing);
        await app.Services.GetServices<IHostedService>().OfType<KnowledgeIndexingService>().Single().ExecuteTask!;

        using var ready = await ReadyAsync(app, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("failed", ready.RootElement.GetProperty("status").GetString());
        Assert.Contains(missing, ready.RootElement.GetProperty("reason").GetString(), StringComparison.Ordinal);
        await AssertProblemAsync(await PostAsync(app, """{"question": "?"}"""), HttpStatusCode.ServiceUnavailable, missing);
        Assert.Equal(HttpStatusCode.OK, (await app.GetTestClient().GetAsync("/healthz/live", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Ask_AnswererThatThrows_IsAProblemWithoutDetails()
    {
        await using var app = await StartAsync(answerer: new ScriptedAnswerer((_, _) => throw new InvalidOperationException("secret")));
        await UntilAsync(app, HttpStatusCode.OK);

        var response = await PostAsync(app, """{"question": "?"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string detail)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<JsonDocument> ReadyAsync(WebApplication app, HttpStatusCode status)
    {
        var response = await app.GetTestClient().GetAsync("/healthz/ready", Cancellation);
        Assert.Equal(status, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
    }

    private static async Task UntilAsync(WebApplication app, HttpStatusCode ready)
    {
        await app.Services.GetServices<IHostedService>().OfType<KnowledgeIndexingService>().Single().ExecuteTask!.WaitAsync(Cancellation);
        Assert.Equal(ready, (await app.GetTestClient().GetAsync("/healthz/ready", Cancellation)).StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(WebApplication app, string body, string contentType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        return await app.GetTestClient().PostAsync("/api/ask", content, Cancellation);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task Page_UploadsEnabledOrNot_TellsItsScriptWhetherToOfferThem(string enabled, bool expected)
    {
        await using var app = await StartAsync(settings: ("Uploads:Enabled", enabled));

        var page = await app.GetTestClient().GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.Equal(expected, page.Contains("data-files", StringComparison.Ordinal));
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    private Task<WebApplication> StartAsync(IKnowledgeIndexer? indexer = null, IQuestionAnswerer? answerer = null, string? knowledge = null, params (string Name, string Value)[] settings) =>
        InMemoryServer.StartAsync(knowledge ?? _folder.Path, _kept, builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));
            builder.Services.AddSingleton(indexer ?? new RecordingIndexer());
            builder.Services.AddSingleton<IFolderIndexer, WholeFolderIndexer>();
            builder.Services.AddSingleton(answerer ?? new ScriptedAnswerer(q => Some.Answered(q, "72-hour", _document, "Russia declared a 72-hour truce.")));
        });
}
