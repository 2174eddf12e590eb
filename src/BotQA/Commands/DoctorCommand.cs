using System.CommandLine;
using System.Data.Common;
using BotQA.Knowledge;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Generation;
using BotQA.Knowledge.Storage;
using BotQA.Models;
using BotQA.Models.Embeddings;
using BotQA.Postgres;
using BotQA.Postgres.Knowledge;
using BotQA.Postgres.Schema;
using BotQA.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary><c>botqa doctor</c>: checks what BotQA would use, and says what to do about what is wrong.</summary>
internal sealed class DoctorCommand : Command
{
    private readonly CommandContext _context;
    private readonly CommonOptions _options;

    public DoctorCommand(CommandContext context, CommonOptions options)
        : base("doctor", "Checks settings, documents, cache, storage and model, and prints what will be used.")
    {
        _context = context;
        _options = options;
        Add(options.Knowledge);
        SetAction(RunAsync);
    }

    public static IReadOnlyList<string> Examples { get; } = ["botqa doctor", "botqa doctor --knowledge ~/contracts"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        CommandSession session;
        try
        {
            session = CommandSession.Open(parsed, _options, _context);
        }
        catch (OptionsValidationException e)
        {
            foreach (var failure in e.Failures)
            {
                Print(new DoctorCheck("settings", IsFine: false, failure));
            }

            return BotQACommandLine.Failed;
        }

        await using var opened = session;
        Print(new DoctorCheck("settings", IsFine: true, "all in range"));
        DoctorCheck[] checks =
        [
            Knowledge(session),
            Cache(session),
            await StorageAsync(session, cancellationToken),
            await EmbeddingsAsync(session, cancellationToken),
            await ModelAsync(session, cancellationToken),
        ];
        foreach (var check in checks)
        {
            Print(check);
        }

        return Array.TrueForAll(checks, check => check.IsFine) ? BotQACommandLine.Done : BotQACommandLine.Failed;
    }

    private static DoctorCheck Knowledge(CommandSession session)
    {
        try
        {
            var files = session.Get<KnowledgeFolder>().List(session.KnowledgePath).Files.Count;
            return new DoctorCheck("knowledge", IsFine: true, $"{files} files in {session.KnowledgePath}");
        }
        catch (KnowledgeFolderException e)
        {
            return new DoctorCheck("knowledge", IsFine: false, e.Message);
        }
    }

    private static DoctorCheck Cache(CommandSession session)
    {
        var folder = CacheFolder.Resolve(session.Get<IOptions<EmbeddingOptions>>().Value.CachePath);
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new DoctorCheck("cache", IsFine: true, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DoctorCheck("cache", IsFine: false, $"{e.Message} Make the folder writable, or set Embeddings:CachePath to another.");
        }
    }

    private static async Task<DoctorCheck> StorageAsync(CommandSession session, CancellationToken cancellationToken)
    {
        var options = session.Get<IOptions<StorageOptions>>().Value;
        SchemaPart[] parts = (options.IsPostgres, options.IsStatePostgres) switch
        {
            (true, true) => [SchemaPart.Knowledge, SchemaPart.Vectors, SchemaPart.State],
            (true, false) => [SchemaPart.Knowledge, SchemaPart.Vectors],
            (false, true) => [SchemaPart.State],
            _ => [],
        };
        if (parts.Length == 0)
        {
            return new DoctorCheck("storage", IsFine: true, options.ConnectionString is null
                ? "in memory"
                : $"in memory: Storage:ConnectionString is set, but not used unless Storage:Provider is '{StorageProvider.Postgres}'");
        }

        try
        {
            var model = options.IsPostgres ? session.Get<IPassageEncoder>().Identity : null;
            return new DoctorCheck("storage", IsFine: true, $"{await session.Get<PostgresCheck>().RunAsync(parts, model, cancellationToken)}{(options.IsPostgres ? "" : "; the documents are in memory")}");
        }
        catch (OtherModelException e)
        {
            return new DoctorCheck("storage", IsFine: false, e.Message);
        }
        catch (Exception e) when (e is DbException or SchemaException or TimeoutException)
        {
            return new DoctorCheck("storage", IsFine: false, $"{ErrorText.Of(e)}{(e is SchemaException ? "" : " Check that the database runs and that Storage:ConnectionString names it and its user.")}");
        }
    }

    private static async Task<DoctorCheck> ModelAsync(CommandSession session, CancellationToken cancellationToken)
    {
        if (session.Find<IChatClient>() is not { } client)
        {
            var stays = EmbeddingProviderOf(session) is null ? ", and nothing leaves this computer" : "";
            return new DoctorCheck("model", IsFine: true, $"none: answers are quoted from the documents{stays}");
        }

        var named = Describe(session.Get<IOptions<ChatModelOptions>>().Value);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(session.Get<IOptions<GenerationOptions>>().Value.TimeLimit);
        try
        {
            await client.GetResponseAsync("Reply with OK.", cancellationToken: limit.Token);
            return new DoctorCheck("model", IsFine: true, $"{named} replies; questions and the passages found for them are sent there");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DoctorCheck("model", IsFine: false, $"{named} doesn't reply within Model:TimeLimit. {ModelRemedies.Of(ModelFailure.Timeout, ModelSettings.Chat)}");
        }
        catch (ModelException e)
        {
            return new DoctorCheck("model", IsFine: false, $"{named}: {e.Message} {ModelRemedies.Of(e.Failure, ModelSettings.Chat)}");
        }
    }

    private static async Task<DoctorCheck> EmbeddingsAsync(CommandSession session, CancellationToken cancellationToken)
    {
        const string Name = "embeddings";
        if (EmbeddingProviderOf(session) is not { } options)
        {
            return new DoctorCheck(Name, IsFine: true, $"{MiniLmEmbeddingGenerator.ModelId}, embedded: {KnowledgeChunk.EmbeddingDimensions} dimensions, computed on this computer");
        }

        try
        {
            await session.Get<IEmbeddingGenerator<string, Embedding<float>>>().GenerateAsync("OK", cancellationToken: cancellationToken);
            return new DoctorCheck(Name, IsFine: true, $"{Describe(options)} gives vectors of {options.KnownDimensions} dimensions; the text of all documents and the questions are sent there");
        }
        catch (EmbeddingException e)
        {
            return new DoctorCheck(Name, IsFine: false, $"{Describe(options)}: {e.Message}");
        }
    }

    private static EmbeddingModelOptions? EmbeddingProviderOf(CommandSession session) =>
        session.Get<IOptions<EmbeddingModelOptions>>().Value is { Provider: not null } options ? options : null;

    private static string Describe(ModelOptions options) =>
        $"{options.Provider} {options.Name}{(ModelClients.EndpointOf(options) is { } endpoint ? $" at {endpoint}" : "")}";

    private void Print(DoctorCheck check) => _context.Out.MarkupLineInterpolated(
        $"[{(check.IsFine ? "green" : "red")}]{(check.IsFine ? "ok" : "failed"),-6}[/] {check.Name,-10} {TerminalText.Of(check.Detail)}");

    private sealed record DoctorCheck(string Name, bool IsFine, string Detail);
}
