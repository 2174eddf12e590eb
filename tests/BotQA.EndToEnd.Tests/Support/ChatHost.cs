using System.Diagnostics;
using BotQA.Feedback;
using BotQA.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>The real server on a free port of this computer, with a folder of two documents.</summary>
public sealed class ChatHost : IAsyncLifetime
{
    /// <summary>A sentence of the document.</summary>
    public const string Quote = "The lighthouse of Skarholm was built in 1874 by the engineer Ingrid Solberg.";

    /// <summary>A question that the sentence answers.</summary>
    public const string Question = "Who built the lighthouse of Skarholm?";

    /// <summary>A question that is understood after <see cref="Question"/> alone.</summary>
    public const string FollowUp = "How far can its lamp be seen?";

    /// <summary>The same in full.</summary>
    public const string StandaloneFollowUp = "How far can the lighthouse of Skarholm’s lamp be seen?";

    /// <summary>A part of the answer to it.</summary>
    public const string FollowUpAnswer = "22 nautical miles";

    /// <summary>A question that the document doesn't answer.</summary>
    public const string UnanswerableQuestion = "What is the boiling point of tungsten?";

    /// <summary>A sentence on the second page of the PDF document.</summary>
    public const string PdfQuote = "The harbour master of Skarholm is Astrid Lund.";

    /// <summary>A question that it answers.</summary>
    public const string PdfQuestion = "Who is the harbour master of Skarholm?";

    // The sentence stands far enough below for a page to scroll to it.
    private const string Text =
        $"""
        # The island of Skarholm

        Skarholm is an island of 340 inhabitants in the outer archipelago. A ferry connects it with the mainland three times a day.

        ## Landscape

        Bare rock makes up most of the island, with heather in the hollows. The highest point is the Vardberg at 61 metres. Two lakes hold
        fresh water through the summer, and a marsh between them is a resting place for cranes on their way north.

        The west coast is steep and open to the sea. Boats land in the bay of Norvik on the east side, where a mole was laid out in granite.

        ## People

        Most families lived on herring until the shoals stayed away. Today the shipyard of Norvik repairs wooden boats, and a school with two
        classes teaches the children until they are twelve. The baker opens at six in the morning.

        Every summer the islanders row around the Vardberg point for a silver oar. The race ends in the bay with music and smoked eel.

        ## The lighthouse

        {Quote} Its lamp can be seen from 22 nautical miles away.

        The keeper's house burned down in 1911 and was rebuilt in brick. Visitors may climb the tower on Sundays from May to September.

        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("botqa-e2e-");
    private WebApplication? _application;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application!.Urls.First());

    /// <summary>Starts the server and waits until it can answer.</summary>
    public async ValueTask InitializeAsync()
    {
        var knowledge = _folder.CreateSubdirectory("knowledge").FullName;
        await File.WriteAllTextAsync(Path.Combine(knowledge, "skarholm.md"), Text);
        await File.WriteAllBytesAsync(Path.Combine(knowledge, "harbour.pdf"), Pdf("Landing and mooring are free of charge for two hours.", PdfQuote));
        _application = BotQAServer.Create(new BotQAServerOptions
        {
            KnowledgePath = knowledge,
            Urls = "http://127.0.0.1:0",
            Configure = builder =>
            {
                builder.Logging.SetMinimumLevel(LogLevel.Warning);
                builder.Configuration["Feedback:Path"] = Path.Combine(_folder.FullName, "feedback.db");
                builder.Configuration["Bot:Inbox:Path"] = Path.Combine(_folder.FullName, "inbox");
            },
        });
        await _application.StartAsync();
        var settled = await _application.Services.GetRequiredService<KnowledgeState>().Settled.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(settled.IsReady, settled.Failure);
    }

    /// <summary>Waits until the store holds feedback that a test looks for.</summary>
    /// <exception cref="TimeoutException">It never came.</exception>
    internal async Task<FeedbackEntry> FeedbackAsync(Predicate<FeedbackEntry> predicate)
    {
        var store = _application!.Services.GetRequiredService<IFeedbackStore>();
        using var timer = new PeriodicTimer(PollInterval);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var entries = await store.ListAsync(cancellationToken: TestContext.Current.CancellationToken);
            if (entries.FirstOrDefault(entry => predicate(entry)) is { } found)
            {
                return found;
            }

            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"The store holds only: {string.Join("; ", entries.Select(entry => $"{entry.Reaction} on '{entry.Question}'"))}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A PDF file with a sentence a page.</summary>
    internal static byte[] Pdf(params string[] pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var text in pages)
        {
            builder.AddPage(PageSize.A4).AddText(text, 16, new PdfPoint(60, 700), font);
        }

        return builder.Build();
    }

    /// <summary>Ends the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
