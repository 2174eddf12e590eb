using System.CommandLine;
using System.Text.Json;
using BotQA.Json;
using BotQA.Knowledge.Ingestion;

namespace BotQA.Commands;

/// <summary><c>botqa documents</c>: what is indexed, without indexing.</summary>
internal sealed class DocumentsCommand : Command
{
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON array." };
    private readonly CommandContext _context;
    private readonly CommonOptions _options;

    public DocumentsCommand(CommandContext context, CommonOptions options)
        : base("documents", "Lists what is indexed, with counts, dates and failures.")
    {
        _context = context;
        _options = options;
        Add(_json);
        Add(options.Knowledge);
        SetAction(RunAsync);
    }

    public static IReadOnlyList<string> Examples { get; } =
    [
        "botqa documents",
        "botqa documents --json | jq '.[] | select(.failure)'",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = CommandSession.Open(parsed, _options, _context);
        var files = await session.Get<IFolderIndexer>().ListAsync(session.KnowledgePath, cancellationToken);
        if (files.Count == 0)
        {
            throw new CommandException($"There is no saved index of '{session.KnowledgePath}'. Run 'botqa index' first, or name another folder with --knowledge.");
        }

        if (parsed.GetValue(_json))
        {
            var documents = files.SelectMany(file => file.Documents.Select(document => IndexedDocumentJson.Of(file, document)));
            await _context.Out.Profile.Out.Writer.WriteLineAsync(JsonSerializer.Serialize(documents, BotQAJson.Indented).AsMemory(), cancellationToken);
        }
        else
        {
            DocumentsPrinter.Print(files, _context.Out);
        }

        return BotQACommandLine.Done;
    }
}
