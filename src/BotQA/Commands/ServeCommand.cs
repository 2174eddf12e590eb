using System.CommandLine;
using BotQA.Web;
using Microsoft.AspNetCore.Connections;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary><c>botqa serve</c>, also the command when none is named: the web server.</summary>
internal sealed class ServeCommand : Command
{
    private readonly CommandContext _context;
    private readonly CommonOptions _options;

    public ServeCommand(CommandContext context, CommonOptions options)
        : base("serve", "Serves answers over HTTP (the default command).")
    {
        _context = context;
        _options = options;
        Add(options.Knowledge);
        Add(options.Urls);
        SetAction(RunAsync);
    }

    public static IReadOnlyList<string> Examples { get; } =
    [
        "botqa serve --knowledge ~/contracts --urls http://localhost:5000",
        $$"""curl {{BotQAServer.DefaultUrl}}/api/ask --json '{"question": "Who signed the contract?"}'""",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var app = BotQAServer.Create(new BotQAServerOptions
        {
            KnowledgePath = parsed.GetValue(_options.Knowledge),
            Urls = parsed.GetValue(_options.Urls),
            Verbose = _options.IsVerbose(parsed),
            Configure = builder => _context.ConfigureServices(builder.Services),
        });
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new CommandException($"{e.Message.TrimEnd('.')}. Another program listens there, perhaps another BotQA: end it, or choose another address with --urls.", e);
        }

        _context.Out.MarkupLineInterpolated($"BotQA listens on [blue]{string.Join(", ", app.Urls)}[/]. Ctrl+C ends it.");
        var state = app.Services.GetRequiredService<KnowledgeState>();
        var shutdown = app.WaitForShutdownAsync(cancellationToken);
        await Task.WhenAny(state.Settled, shutdown);
        if (state.Current.Report is { } report)
        {
            _context.Out.WriteLine(IngestionText.Of(report, state.Path));
        }

        await shutdown;
        return BotQACommandLine.Done;
    }
}
