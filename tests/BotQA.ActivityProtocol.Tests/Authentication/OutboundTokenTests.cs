using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Web;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Identity.Client;

namespace BotQA.ActivityProtocol.Tests.Authentication;

public sealed class OutboundTokenTests
{
    private const string Scope = "https://api.botframework.com/.default";

    [Fact]
    public async Task GetTokenAsync_AskedOften_AsksAgainShortlyBeforeTheEnd()
    {
        var time = new FakeTimeProvider();
        var source = new CountingSource(time);
        var provider = new CachingTokenProvider(source, time);
        Assert.Equal("1", await provider.GetTokenAsync(Scope, TestContext.Current.CancellationToken));
        time.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal("1", await provider.GetTokenAsync(Scope, TestContext.Current.CancellationToken));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("2", await provider.GetTokenAsync(Scope, TestContext.Current.CancellationToken));
        Assert.Equal("3", await provider.GetTokenAsync("another scope", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GetTokenAsync_AskedByManyAtOnce_AsksOnce()
    {
        var time = new FakeTimeProvider();
        var source = new CountingSource(time) { Gate = new TaskCompletionSource() };
        var provider = new CachingTokenProvider(source, time);
        var tokens = Enumerable.Range(0, 10).Select(_ => provider.GetTokenAsync(Scope, TestContext.Current.CancellationToken).AsTask()).ToList();
        source.Gate.SetResult();
        Assert.All(await Task.WhenAll(tokens), token => Assert.Equal("1", token));
    }

    [Fact]
    public async Task GetTokenAsync_SourceFails_TheNextCallTriesAgain()
    {
        var time = new FakeTimeProvider();
        var source = new CountingSource(time) { Failures = 1 };
        var provider = new CachingTokenProvider(source, time);
        await Assert.ThrowsAsync<OutboundTokenException>(async () => await provider.GetTokenAsync(Scope, TestContext.Current.CancellationToken));
        Assert.Equal("1", await provider.GetTokenAsync(Scope, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(BotCloud.Public, null, "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token")]
    [InlineData(BotCloud.Public, TokenIssuer.TenantId, $"https://login.microsoftonline.com/{TokenIssuer.TenantId}/oauth2/v2.0/token")]
    [InlineData(BotCloud.UsGovernment, TokenIssuer.TenantId, $"https://login.microsoftonline.us/{TokenIssuer.TenantId}/oauth2/v2.0/token")]
    [InlineData(BotCloud.China, TokenIssuer.TenantId, $"https://login.partner.microsoftonline.cn/{TokenIssuer.TenantId}/oauth2/v2.0/token")]
    public async Task AcquireAsync_ClientSecret_AsksTheTenantOfTheCloud(BotCloud cloud, string? tenantId, string expected)
    {
        var options = new BotAuthenticationOptions { AppId = TokenIssuer.AppId, TenantId = tenantId, Cloud = cloud, ClientSecret = "s3cret" };
        var (request, token) = await AcquireAsync(options);
        Assert.Equal(expected, request.Uri.AbsoluteUri);
        var form = HttpUtility.ParseQueryString(request.Body);
        Assert.Equal((TokenIssuer.AppId, "s3cret", "client_credentials"), (form["client_id"], form["client_secret"], form["grant_type"]));
        Assert.Contains(Scope, form["scope"], StringComparison.Ordinal);
        Assert.Equal("the token", token.Value);
    }

    [Theory]
    [InlineData("bot.pfx")]
    [InlineData("bot.pem")]
    public async Task AcquireAsync_Certificate_SignsAnAssertion(string file)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, file);
            WriteCertificate(path);
            var (request, _) = await AcquireAsync(new BotAuthenticationOptions
            {
                AppId = TokenIssuer.AppId,
                CredentialType = BotCredentialType.Certificate,
                CertificatePath = path,
                CertificatePassword = file.EndsWith("pfx", StringComparison.Ordinal) ? "password" : null,
            });
            var form = HttpUtility.ParseQueryString(request.Body);
            Assert.Null(form["client_secret"]);
            Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
            Assert.Equal(3, form["client_assertion"]?.Split('.').Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AcquireAsync_ManagedIdentity_AsksForTheResourceAsTheBot()
    {
        var options = new BotAuthenticationOptions { AppId = TokenIssuer.AppId, TenantId = TokenIssuer.TenantId, CredentialType = BotCredentialType.ManagedIdentity };
        var (request, token) = await AcquireAsync(options);
        var query = HttpUtility.ParseQueryString(request.Uri.Query);
        Assert.Equal(("https://api.botframework.com", TokenIssuer.AppId), (query["resource"], query["client_id"]));
        Assert.Equal("the token", token.Value);
    }

    [Fact]
    public async Task AcquireAsync_CertificateMissing_SaysWhatToCheck()
    {
        var options = new BotAuthenticationOptions { AppId = TokenIssuer.AppId, CredentialType = BotCredentialType.Certificate, CertificatePath = "/nowhere/bot.pfx" };
        var exception = await Assert.ThrowsAsync<OutboundTokenException>(() => AcquireAsync(options));
        Assert.Contains("Certificate credential", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<(RecordedRequest Request, OutboundToken Token)> AcquireAsync(BotAuthenticationOptions options)
    {
        using var entra = new FakeConnector
        {
            Respond = (_, _) => Task.FromResult(FakeConnector.Json(
                HttpStatusCode.OK,
                $$"""{"access_token":"the token","expires_in":3600,"expires_on":"{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}","token_type":"Bearer","resource":"r"}""")),
        };
        using var client = new HttpClient(entra);
        var source = new MsalTokenSource(Options.Create(options), new ClientFactory(client));
        var token = await source.AcquireAsync(Scope, TestContext.Current.CancellationToken);
        return (entra.Requests[^1], token);
    }

    private static void WriteCertificate(string path)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        if (path.EndsWith("pfx", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "password"));
        }
        else
        {
            File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
        }
    }

    private sealed class ClientFactory(HttpClient client) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => client;
    }

    private sealed class CountingSource(TimeProvider timeProvider) : IOutboundTokenSource
    {
        private int _asked;

        public TaskCompletionSource? Gate { get; init; }

        public int Failures { get; set; }

        public async Task<OutboundToken> AcquireAsync(string scope, CancellationToken cancellationToken)
        {
            if (Failures-- > 0)
            {
                throw new OutboundTokenException("no token");
            }

            await (Gate?.Task ?? Task.CompletedTask);
            return new OutboundToken($"{Interlocked.Increment(ref _asked)}", timeProvider.GetUtcNow().AddHours(1));
        }
    }
}
