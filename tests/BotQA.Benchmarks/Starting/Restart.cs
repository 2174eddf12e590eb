using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using BotQA.Benchmarks.Ingestion;
using BotQA.Tests.Processes;

namespace BotQA.Benchmarks.Starting;

/// <summary>
/// The restart of a published <c>botqa serve</c> on 10,000 documents of 2 KB that it has indexed: until it is ready, and until its first
/// answer. The folder is made and indexed when it isn't there, and kept, since that takes minutes. Fails when a figure misses what is asked.
/// </summary>
internal static class Restart
{
    private const int Documents = 10_000;
    private const int Runs = 7;
    private const double LongestSeconds = 2;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(string program, string root)
    {
        var folder = Path.Combine(root, "documents");
        var bot = new PublishedBot(program, Path.Combine(root, "indexes"));
        if (!Directory.Exists(folder))
        {
            new GeneratedDocuments(seed: 2).WriteTexts(folder, Documents);
        }

        await bot.RunAsync("index", "--knowledge", folder);
        var isUnchanged = (await bot.RunAsync("index", "--knowledge", folder)).Contains(" 0 chunks embedded", StringComparison.Ordinal);
        var runs = new List<(double Ready, double Answered, long Memory)>();

        // In the first run this program is compiled beside the server's start; it doesn't count.
        await MeasureAsync(bot, folder);
        for (var run = 0; run < Runs; run++)
        {
            runs.Add(await MeasureAsync(bot, folder));
        }

        var ready = Statistics.Median(runs.Select(run => run.Ready));
        Console.WriteLine($"Restart, of {Runs}: ready median {ready:0.00} s, {runs.Min(run => run.Ready):0.00} to {runs.Max(run => run.Ready):0.00} s;");
        Console.WriteLine($"first answer median {Statistics.Median(runs.Select(run => run.Answered)):0.00} s; peak memory {runs.Max(run => run.Memory) / 1e6:0} MB; {(isUnchanged ? "nothing" : "something")} embedded.");
        return ready <= LongestSeconds && isUnchanged ? 0 : 1;
    }

    private static async Task<(double Ready, double Answered, long Memory)> MeasureAsync(PublishedBot bot, string folder)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.On(IPAddress.Loopback)}");
        using var client = new HttpClient { BaseAddress = address };
        using var patience = new CancellationTokenSource(Patience);
        var started = Stopwatch.GetTimestamp();
        using var server = bot.Start("serve", "--knowledge", folder, "--urls", address.ToString());
        try
        {
            while (!IsListening(address) || !await IsReadyAsync(client, patience.Token))
            {
                await Task.Delay(PollInterval, patience.Token);
            }

            var ready = Stopwatch.GetElapsedTime(started).TotalSeconds;
            using var answer = await client.PostAsJsonAsync("/api/ask", new { question = "When was the mill of Ostrand rebuilt?" }, patience.Token);
            answer.EnsureSuccessStatusCode();
            var answered = Stopwatch.GetElapsedTime(started).TotalSeconds;
            server.Refresh();
            return (ready, answered, server.PeakWorkingSet64);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    // Without an exception, which would cost more than the rest of this program, for each connection that is refused.
    private static bool IsListening(Uri address)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var connecting = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, address.Port) };
        using var connected = new ManualResetEventSlim();
        connecting.Completed += (_, _) => connected.Set();
        if (socket.ConnectAsync(connecting))
        {
            connected.Wait();
        }

        return connecting.SocketError == SocketError.Success;
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync("/healthz/ready", cancellationToken);
        return response.StatusCode == HttpStatusCode.OK;
    }
}
