using System.Net;
using System.Text;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Tests.Authentication;

public sealed class LocalModeTests
{
    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Host", "10.0.0.1:3978")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Host", "bot.example")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    public async Task Post_RequestThatOnlyLooksLocal_Is401(string header, string value)
    {
        await using var host = await BotHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(BotHost.Message(), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost:3978", true)]
    [InlineData("::1", "[::1]:3978", true)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1", true)]
    [InlineData(null, "localhost", true)]
    [InlineData("192.168.1.5", "localhost", false)]
    [InlineData("127.0.0.1", "127.0.0.1.evil.example", false)]
    [InlineData("127.0.0.1", "", false)]
    public void Refusal_AddressAndHost_HaveToBeThisComputers(string? address, string requestHost, bool expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        context.Request.Host = new HostString(requestHost);
        Assert.Equal(expected, LocalRequests.Refusal(context) is null);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    [InlineData("http://+:0")]
    public async Task StartAsync_WouldListenBeyondThisComputer_SaysWhatToSet(string url)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => BotHost.StartAsync(url: url));
        Assert.Contains("Bot:Authentication:AppId", exception.Message, StringComparison.Ordinal);
        Assert.Contains("http://localhost:3978", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_AppIdAndAllAddresses_Starts()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        var settings = issuer.Settings;
        settings["Bot:Authentication:AllowAnonymous"] = "true";
        await using var host = await BotHost.StartAsync(settings: settings, url: "http://0.0.0.0:0");
        using var client = new HttpClient();
        using var response = await client.PostAsync(
            new Uri($"http://127.0.0.1:{host.Client.BaseAddress!.Port}/api/messages"),
            new StringContent(BotHost.Message(), Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task StartAsync_NeitherAppIdNorAnonymous_SaysWhatToSet()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => BotHost.StartAsync(settings: []));
        Assert.Contains("Set Bot:Authentication:AppId and its credentials, or Bot:Authentication:AllowAnonymous", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AppId", "my-bot", "Bot:Authentication:AppId is not a GUID")]
    [InlineData("ClientSecret", "", "Bot__Authentication__ClientSecret")]
    [InlineData("CredentialType", "Certificate", "Bot:Authentication:CertificatePath is missing")]
    [InlineData("CredentialType", "ManagedIdentity", "Bot:Authentication:TenantId is missing")]
    [InlineData("AllowedTenants:0", "*", "AllowedTenants holds \"*\"")]
    [InlineData("AllowedCallers:0", "*", "AllowedCallers holds \"*\"")]
    [InlineData("AllowedServiceHosts:0", "https://host/", "write a host name")]
    [InlineData("ChannelMetadataUrl", "http://keys.example/openid", "has to be an https URL")]
    [InlineData("KeyRefreshFloor", "00:00:00", "KeyRefreshFloor")]
    public async Task StartAsync_SettingsThatDoNotFit_SayWhatIsWrong(string setting, string value, string expected)
    {
        await using var issuer = await TokenIssuer.StartAsync();
        var settings = issuer.Settings;
        settings[$"Bot:Authentication:{setting}"] = value;
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => BotHost.StartAsync(settings: settings));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appsettings.json", "ClientSecret", true)]
    [InlineData("appsettings.Production.json", "ClientSecret", true)]
    [InlineData("appsettings.json", "CertificatePassword", true)]
    [InlineData("appsettings.json", "AppId", false)]
    [InlineData("secrets.json", "ClientSecret", false)]
    public void Validate_SecretInAFile_IsRefusedWhenTheFileIsAppSettings(string file, string setting, bool refused)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, file);
            File.WriteAllText(path, $$"""{"Bot:Authentication:{{setting}}":"value"}""");
            var inner = new ConfigurationBuilder().AddJsonFile(path).Build();
            var outer = new ConfigurationBuilder()
                .AddConfiguration(inner)
                .AddInMemoryCollection(new Dictionary<string, string?> { [$"Bot:Authentication:{setting}"] = "from elsewhere" })
                .Build();
            var result = new AppSettingsSecretsValidator(outer).Validate(name: null, new BotAuthenticationOptions());
            Assert.Equal(refused, result.Failed);
            Assert.Equal(refused, result.FailureMessage?.Contains($"{setting} stands in {file}", StringComparison.Ordinal) ?? false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
