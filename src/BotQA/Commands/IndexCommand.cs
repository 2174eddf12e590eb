using System.CommandLine;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary><c>botqa index</c>: reads, chunks and embeds the documents, and says which can't be used.</summary>
internal sealed class IndexCommand : Command
{
    private readonly CommandContext _context;
    private readonly CommonOptions _options;

    public IndexCommand(CommandContext context, CommonOptions options)
        : base("index", "Reads, chunks and embeds the documents; says of each file that failed why.")
    {
        _context = context;
        _options = options;
        Add(options.Knowledge);
        SetAction(RunAsync);
    }

    public static IReadOnlyList<string> Examples { get; } =
    [
        "botqa index",
        "botqa index --knowledge ~/contracts",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = CommandSession.Open(parsed, _options, _context);
        var report = await session.LoadKnowledgeAsync(cancellationToken);
        _context.Out.WriteLine(IngestionText.Of(report, session.KnowledgePath));
        return BotQACommandLine.Done;
    }
}
