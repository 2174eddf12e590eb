using System.CommandLine;
using System.Data.Common;
using BotQA.Knowledge;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Generation;
using BotQA.Models;
using BotQA.Postgres;
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
        DoctorCheck[] checks = [Knowledge(session), Cache(session), await StorageAsync(session, cancellationToken), await ModelAsync(session, cancellationToken)];
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
        if (!options.IsPostgres)
        {
            return new DoctorCheck("storage", IsFine: true, options.ConnectionString is null
                ? "in memory"
                : $"in memory: Storage:ConnectionString is set, but not used unless Storage:Provider is '{StorageProvider.Postgres}'");
        }

        try
        {
            return new DoctorCheck("storage", IsFine: true, await session.Get<PostgresCheck>().RunAsync(cancellationToken));
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
            return new DoctorCheck("model", IsFine: true, "none: answers are quoted from the documents, and nothing leaves this computer");
        }

        var options = session.Get<IOptions<ModelOptions>>().Value;
        var named = $"{options.Provider} {options.Name}{(ModelClients.EndpointOf(options) is { } endpoint ? $" at {endpoint}" : "")}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(session.Get<IOptions<GenerationOptions>>().Value.TimeLimit);
        try
        {
            await client.GetResponseAsync("Reply with OK.", cancellationToken: limit.Token);
            return new DoctorCheck("model", IsFine: true, $"{named} replies; questions and the passages found for them are sent there");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DoctorCheck("model", IsFine: false, $"{named} doesn't reply within Model:TimeLimit. {RemedyOf(ModelFailure.Timeout)}");
        }
        catch (ModelException e)
        {
            return new DoctorCheck("model", IsFine: false, $"{named}: {e.Message} {RemedyOf(e.Failure)}");
        }
    }

    private static string RemedyOf(ModelFailure failure) => failure switch
    {
        ModelFailure.Unauthorized => "Check Model:ApiKey, or the rights of the identity.",
        ModelFailure.Rejected => "Check Model:Name and Model:Endpoint.",
        ModelFailure.RateLimited => "Wait, or ask the provider for a higher limit.",
        ModelFailure.Timeout or ModelFailure.Unavailable => "Check that the provider runs and that Model:Endpoint is its address.",
        _ => "Check that Model:Endpoint speaks the API of Model:Provider.",
    };

    private void Print(DoctorCheck check) => _context.Out.MarkupLineInterpolated(
        $"[{(check.IsFine ? "green" : "red")}]{(check.IsFine ? "ok" : "failed"),-6}[/] {check.Name,-9} {TerminalText.Of(check.Detail)}");

    private sealed record DoctorCheck(string Name, bool IsFine, string Detail);
}
