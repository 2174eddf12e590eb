using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;
using BotQA.Sources;
using BotQA.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.Tests.Sources;

public sealed partial class SourceViewerTests : IAsyncLifetime
{
    private const string Quote = "Russia declared a 72-hour truce.";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(55));
    private readonly FixedCatalog _catalog = new();
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _kept = new();
    private WebApplication _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await StartAsync("https://botqa.example.com/bot/");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
        _kept.Dispose();
    }

    [Fact]
    public async Task Link_OfACitation_ShowsTheDocumentWithTheQuoteMarked()
    {
        var citation = Cite("talks/peace plan #1.md", $"Terms\n\nFirst. {Quote} Last.\n\nMore", Quote);

        var link = Link(citation);
        var (response, page) = await GetAsync(link);

        Assert.StartsWith("https://botqa.example.com/bot/sources/talks/peace%20plan%20%231.md?t=", link.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("#quote", link.Fragment);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains($"<p>First. <mark id=\"quote\">{Quote}</mark> Last.</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfASectionedDocument_HasItsHeadings()
    {
        const string text = "Peace\n\nTerms\n\nRussia declared a 72-hour truce.\n\nDates\n\nMay.";
        var document = new Document
        {
            Id = "d.md",
            Title = "Peace",
            Text = text,
            Sections = [new Section([], new TextSpan(0, 7)), new Section(["Terms"], new TextSpan(7, 48)), new Section(["Terms", "Dates"], new TextSpan(48, text.Length))],
        };

        var (_, page) = await GetAsync(Link(Cite(document, Quote)));

        Assert.Contains("<h2>Terms</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<h3>Dates</h3>\n<p>May.</p>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Quote, "<main><p><mark id=\"quote\">")]
    [InlineData("Peace", "<main><p><mark id=\"quote\">Peace</mark></p>")]
    public async Task Page_OfADocumentThatBeginsWithItsTitle_RepeatsItOnlyWhereItIsQuoted(string quote, string expected)
    {
        var document = new Document { Id = "d.md", Title = "Peace", Text = $"Peace\n\n{Quote}" };

        var (_, page) = await GetAsync(Link(Cite(document, quote)));

        Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAQuoteOverParagraphs_MarksEachAndAnchorsTheFirst()
    {
        var (_, page) = await GetAsync(Link(Cite("d.txt", "One two.\n\nThree four.", "two.\n\nThree")));

        Assert.Contains("<p>One <mark id=\"quote\">two.</mark></p>\n<p><mark>Three</mark> four.</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAHostileDocument_IsTextAndNothingElse()
    {
        const string attack = "<script>alert(1)</script><img src=x onerror=\"alert(2)\">&lt;";
        var document = new Document { Id = "<b>.txt", Title = "</title><script>alert(0)</script>", Text = attack, Sections = [] };

        var (response, page) = await GetAsync(Link(Cite(document, attack)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotMatch(@"<(?:script|img|b)\b", page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(2)&quot;&gt;&amp;lt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Headers_AllowNothingButItsOwnStyle()
    {
        var (response, page) = await GetAsync(Link(Cite("d.txt", Quote, Quote)));

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var style = StyleElement().Match(page).Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            policy);
        Assert.DoesNotContain("style=\"", page, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Page_OfAPdf_NamesThePageAndLinksToTheFileThere()
    {
        _folder.Write("talks/plan.pdf", "%PDF-1.7 the file itself");
        var document = PagedDocument("talks/plan.pdf");

        var (_, page) = await GetAsync(Link(Cite(document, Quote)));

        Assert.Contains("talks/plan.pdf, page 3", page, StringComparison.Ordinal);
        var link = WebUtility.HtmlDecode(OriginalLink().Match(page).Groups[1].Value);
        Assert.StartsWith("../../originals/talks/plan.pdf?t=", link, StringComparison.Ordinal);
        Assert.EndsWith("#page=3", link, StringComparison.Ordinal);
        var response = await _app.GetTestClient().GetAsync(new Uri(new Uri("http://localhost/sources/talks/plan.pdf"), link).PathAndQuery, Cancellation);
        Assert.Equal("%PDF-1.7 the file itself", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Original_WithoutAValidTokenOrOfAnotherFormat_IsNotServed()
    {
        _folder.Write("plan.pdf", "%PDF-1.7 secret");
        _folder.Write("page.html", "<script>secret</script>");
        var token = Link(Cite(PagedDocument("plan.pdf"), Quote)).Query;
        var html = Link(Cite("page.html", Quote, Quote)).Query;
        var outside = Link(Cite(PagedDocument("../plan.pdf"), Quote)).Query;
        string[] refused = ["/originals/plan.pdf", "/originals/plan.pdf?t=x", $"/originals/other.pdf{token}", $"/originals/page.html{html}", $"/originals/%2E%2E/plan.pdf{outside}", $"/originals/..%2Fplan.pdf{outside}"];

        foreach (var path in refused)
        {
            var response = await _app.GetTestClient().GetAsync(path, Cancellation);
            Assert.True(response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{path}: {response.StatusCode}");
            Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Link_WithoutAValidToken_IsForbidden()
    {
        var link = Link(Cite("d.txt", Quote, Quote));
        Link(Cite("other.txt", Quote, Quote));
        var token = link.Query["?t=".Length..];
        var foreign = DataProtectionProvider.Create(new DirectoryInfo(_folder.Path)).CreateProtector("BotQA.Sources.v1").Protect("99999999999 0 1 x d.txt");
        string[] refused = ["/sources/d.txt", "/sources/d.txt?t=", "/sources/d.txt?t=x", $"/sources/d.txt?t={token}x", $"/sources/d.txt?t={token[1..]}", $"/sources/other.txt?t={token}", "/sources/missing.txt", "/sources/", $"/sources/d.txt?t={foreign}"];

        foreach (var path in refused)
        {
            var response = await _app.GetTestClient().GetAsync(path, Cancellation);
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{path}: {response.StatusCode}");
            Assert.DoesNotContain("72-hour", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Link_AfterItsLifetime_IsForbidden()
    {
        var link = Link(Cite("d.txt", Quote, Quote));
        _time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(link)).Response.StatusCode);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(link)).Response.StatusCode);
    }

    [Fact]
    public async Task Link_ToADocumentThatIsGone_IsNotFound()
    {
        var link = Link(Cite("d.txt", Quote, Quote));
        _catalog.Remove("d.txt");

        var (response, page) = await GetAsync(link);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("gone", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_ToADocumentThatChanged_SaysSoAndMarksNothing()
    {
        var link = Link(Cite("d.txt", $"{Quote} Later.", Quote));
        _catalog.Put(Some.Document("d.txt", $"Earlier. {Quote} Later."));

        var (response, page) = await GetAsync(link);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("has changed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<mark", page, StringComparison.Ordinal);
        Assert.Contains("Earlier.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:3978", "http://localhost:3978/sources/d.txt")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/sources/d.txt")]
    [InlineData("http://*:3978", null)] // a name for it is known to nobody
    public async Task Link_WithoutAPublicAddress_LeadsToThisComputerOrIsNotMade(string listensOn, string? expected)
    {
        await using var app = await StartAsync(publicUrl: null, listensOn, new Dictionary<string, string?>
        {
            ["Bot:Authentication:AppId"] = Guid.NewGuid().ToString(),
            ["Bot:Authentication:ClientSecret"] = "a secret",
        });

        var link = app.Services.GetRequiredService<ISourceLinks>().Create(Cite("d.txt", Quote, Quote));

        Assert.Equal(expected, link?.GetLeftPart(UriPartial.Path));
    }

    [Fact]
    public async Task Start_BeyondThisComputerWithoutAnAppId_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(publicUrl: null, "http://*:3978"));

        Assert.Contains("Bot:Authentication:AppId", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAnAddressThatLinksCannotBeginWith_FailsAndSaysWhatToSet()
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => StartAsync("http://botqa.example.com"));

        Assert.Contains("Bot:PublicUrl", failure.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("<a href=\"([^\"]*)\">Open the file itself</a>")]
    private static partial Regex OriginalLink();

    private static Document PagedDocument(string id) => new()
    {
        Id = id,
        Title = "Peace",
        Text = $"First. {Quote}",
        Places = [new DocumentPlace(new TextSpan(0, 7)) { Page = 2 }, new DocumentPlace(new TextSpan(7, 7 + Quote.Length)) { Page = 3 }],
    };

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElement();

    private Citation Cite(string id, string text, string quote) => Cite(new Document { Id = id, Title = "Peace", Text = text }, quote);

    private Citation Cite(Document document, string quote)
    {
        _catalog.Put(document);
        var start = document.Text.IndexOf(quote, StringComparison.Ordinal);
        return Citation.Of(1, document, new TextSpan(start, start + quote.Length));
    }

    private Uri Link(Citation citation) => _app.Services.GetRequiredService<ISourceLinks>().Create(citation)!;

    private async Task<(HttpResponseMessage Response, string Page)> GetAsync(Uri link)
    {
        var response = await _app.GetTestClient().GetAsync(link.PathAndQuery.Replace("/bot/", "/", StringComparison.Ordinal), Cancellation);
        return (response, await response.Content.ReadAsStringAsync(Cancellation));
    }

    private Task<WebApplication> StartAsync(string? publicUrl, string? urls = null, IReadOnlyDictionary<string, string?>? settings = null) =>
        InMemoryServer.StartAsync(_folder.Path, _kept, builder =>
        {
            builder.Configuration["Bot:PublicUrl"] = publicUrl;
            builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
            builder.Services.AddSingleton<TimeProvider>(_time);
            builder.Services.AddSingleton<IDocumentCatalog>(_catalog);
            builder.Services.AddSingleton<Knowledge.Ingestion.IKnowledgeIndexer>(new RecordingIndexer());
            builder.Services.AddSingleton<Knowledge.Ingestion.IFolderIndexer, WholeFolderIndexer>();
            builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        }, urls);
}
