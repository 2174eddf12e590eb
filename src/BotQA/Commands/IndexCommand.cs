using System.CommandLine;
using BotQA.Knowledge.Ingestion;
using BotQA.Postgres.Knowledge;

namespace BotQA.Commands;

/// <summary><c>botqa index</c>: reads, chunks and embeds the documents that changed, and says which can't be used.</summary>
internal sealed class IndexCommand : Command
{
    private readonly Option<bool> _check = new("--check") { Description = "Only report what would change." };
    private readonly CommandContext _context;
    private readonly CommonOptions _options;

    public IndexCommand(CommandContext context, CommonOptions options)
        : base("index", "Reads, chunks and embeds the documents that changed; says of each file that failed why.")
    {
        _context = context;
        _options = options;
        Add(_check);
        Add(options.Knowledge);
        SetAction(RunAsync);
    }

    public static IReadOnlyList<string> Examples { get; } =
    [
        "botqa index",
        "botqa index --knowledge ~/contracts",
        "botqa index --check",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = CommandSession.Open(
            parsed, _options, _context, services => services.Configure<PostgresKnowledgeOptions>(knowledge => knowledge.TakesFolderOver = true));
        if (parsed.GetValue(_check))
        {
            IndexPrinter.Print(await session.Get<IFolderIndexer>().CheckAsync(session.KnowledgePath, cancellationToken), session.KnowledgePath, _context.Out);
            return BotQACommandLine.Done;
        }

        var report = await session.LoadKnowledgeAsync(cancellationToken);
        var files = await session.Get<IFolderIndexer>().ListAsync(session.KnowledgePath, cancellationToken);
        IndexPrinter.Print(report, files, session.KnowledgePath, _context.Out);
        return BotQACommandLine.Done;
    }
}
