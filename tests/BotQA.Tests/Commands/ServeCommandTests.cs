using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using BotQA.ActivityProtocol.Inbox;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Ingestion;
using BotQA.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Commands;

public sealed partial class ServeCommandTests : IDisposable
{
    private static readonly ScriptedAnswerer Answerer = new(q => Some.NotFound(q));

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _inbox = new();

    public ServeCommandTests() => _folder.Write("truce.txt", "Russia declared a 72-hour truce.");

    public void Dispose()
    {
        _folder.Dispose();
        _inbox.Dispose();
    }

    [Theory]
    [InlineData("serve")]
    [InlineData(null)] // the default command
    public async Task Serve_UntilCancelled_PrintsWhereItListensAndWhatItIndexed(string? command)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var output = new WatchedWriter("Indexed 1 document in 1 chunk from ");
        string?[] args = [command, "--urls", "http://127.0.0.1:0", "--knowledge", _folder.Path];

        var run = CommandRun.OfAsync(Configure, [.. args.OfType<string>()], output, stop.Token);
        var printed = await output.Written.WaitAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(Address.Match(printed).Value) };
        var ready = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(0, (await run).ExitCode);
    }

    [Fact]
    public async Task Serve_AddressInUse_SaysWhatToDo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}";

        var run = await CommandRun.OfAsync(Configure, ["serve", "--urls", url, "--knowledge", _folder.Path], new StringWriter(), TestContext.Current.CancellationToken);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(url, run.Error, StringComparison.Ordinal);
        Assert.Contains("--urls", run.Error, StringComparison.Ordinal);
    }

    private void Configure(IServiceCollection services) => services
        .AddSingleton<IQuestionAnswerer>(Answerer)
        .AddSingleton<IKnowledgeIndexer>(new RecordingIndexer())
        .AddSingleton<IFolderIndexer, WholeFolderIndexer>()
        .Configure<InboxOptions>(options => options.Path = _inbox.Path);

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address { get; }
}
