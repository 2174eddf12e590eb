using System.Net;
using System.Text.Json;
using BotQA.ActivityProtocol.Files;
using BotQA.ActivityProtocol.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.ActivityProtocol.Tests.Files;

public sealed class FileDownloaderTests
{
    private const string Address = "https://contoso-my.sharepoint.com/personal/ada/_layouts/15/download.aspx?UniqueId=1&tempauth=secret";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DownloadAsync_FileOfTeams_IsFetchedWithoutAToken()
    {
        var host = new Host(_ => new HttpResponseMessage { Content = new ByteArrayContent([1, 2, 3]) });

        var file = await host.Downloader.DownloadAsync(TeamsFile(Address), maxBytes: 3, Cancellation);

        Assert.Equal([1, 2, 3], file.ToArray());
        var request = Assert.Single(host.Requests);
        Assert.Equal(new Uri(Address), request.RequestUri);
        Assert.Null(request.Headers.Authorization);
    }

    [Fact]
    public async Task DownloadAsync_FileThatCameAlong_NeedsNoRequest()
    {
        var host = new Host(_ => throw new InvalidOperationException());
        var attachment = new Attachment { ContentType = "text/plain", Name = "a.txt", File = new byte[] { 7 } };

        Assert.Equal([7], (await host.Downloader.DownloadAsync(attachment, maxBytes: 1, Cancellation)).ToArray());
        Assert.Equal(FileDownloadError.TooLong, (await Refusal(host, attachment, maxBytes: 0)).Error);
    }

    [Theory]
    [InlineData("http://contoso-my.sharepoint.com/a")]
    [InlineData("https://contoso-my.sharepoint.com:8443/a")]
    [InlineData("https://user@contoso-my.sharepoint.com/a")]
    [InlineData("https://sharepoint.com.evil.example/a")]
    [InlineData("https://evilsharepoint.com/a")]
    [InlineData("https://sharepoint.com@evil.example/a")]
    [InlineData("https://127.0.0.1/a")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    [InlineData(null)]
    public async Task DownloadAsync_AddressThatIsNotAllowed_IsRefusedBeforeAnyRequest(string? address)
    {
        var host = new Host(_ => throw new InvalidOperationException());

        Assert.Equal(FileDownloadError.NotAllowed, (await Refusal(host, TeamsFile(address))).Error);
        Assert.Empty(host.Requests);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData("""{"downloadUrl": 5}""")]
    public async Task DownloadAsync_MalformedContent_IsRefused(string content)
    {
        var attachment = new Attachment { ContentType = AttachmentContentTypes.FileDownloadInfo, Content = JsonDocument.Parse(content).RootElement };

        Assert.Equal(FileDownloadError.NotAllowed, (await Refusal(new Host(_ => throw new InvalidOperationException()), attachment)).Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DownloadAsync_LongerThanAllowed_IsRefused(bool lengthIsTold)
    {
        var host = new Host(_ => new HttpResponseMessage
        {
            Content = lengthIsTold ? new ByteArrayContent(new byte[1_000]) : new StreamContent(new UnknownLength(new byte[1_000])),
        });

        Assert.Equal(FileDownloadError.TooLong, (await Refusal(host, TeamsFile(Address), maxBytes: 999)).Error);
    }

    [Theory]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task DownloadAsync_RedirectOrRefusal_IsUnavailableAndNotFollowed(HttpStatusCode status)
    {
        var host = new Host(_ => new HttpResponseMessage(status) { Headers = { Location = new Uri("https://contoso-my.sharepoint.com/b") } });

        var refusal = await Refusal(host, TeamsFile(Address));

        Assert.Equal(FileDownloadError.Unavailable, refusal.Error);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
        Assert.Single(host.Requests);
    }

    [Fact]
    public async Task DownloadAsync_NameThatLeadsToThisComputer_IsNotConnectedTo()
    {
        var host = new Host(respond: null, "localhost");

        var refusal = await Refusal(host, TeamsFile("https://localhost/a"));

        Assert.Equal(FileDownloadError.Unavailable, refusal.Error);
        Assert.Contains("isn't on the internet", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void IsPublic_Address_IsOnTheInternetOrNot(string address, bool expected) => Assert.Equal(expected, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    private static Attachment TeamsFile(string? address) => new()
    {
        ContentType = AttachmentContentTypes.FileDownloadInfo,
        Name = "a.txt",
        Content = JsonSerializer.SerializeToElement(new { downloadUrl = address, uniqueId = "1", fileType = "txt" }),
    };

    private static Task<FileDownloadException> Refusal(Host host, Attachment attachment, int maxBytes = 1_000) =>
        Assert.ThrowsAsync<FileDownloadException>(() => host.Downloader.DownloadAsync(attachment, maxBytes, Cancellation));

    private sealed class Host : HttpMessageHandler
    {
        private readonly Func<HttpRequestMessage, HttpResponseMessage>? _respond;

        public Host(Func<HttpRequestMessage, HttpResponseMessage>? respond, string allowedHost = "files.example.com")
        {
            _respond = respond;
            var services = new ServiceCollection();
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Bot:Authentication:AllowAnonymous"] = "true", ["Bot:Files:AllowedHosts:0"] = allowedHost }).Build());
            services.AddLogging();
            services.AddActivityProtocol();
            if (respond is not null)
            {
                services.AddHttpClient(FileDownloader.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => this);
            }

            Downloader = services.BuildServiceProvider().GetRequiredService<FileDownloader>();
        }

        public FileDownloader Downloader { get; }

        public List<HttpRequestMessage> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return Task.FromResult(_respond!(request));
        }
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
