using BotQA.Commands;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Ingestion;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace BotQA.Tests.Support;

/// <summary>What a command line printed, and its exit code.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line in this process, as in a pipe, with fakes for the indexer and the answerer.</summary>
    public static Task<CommandRun> OfAsync(
        IQuestionAnswerer answerer, IKnowledgeIndexer indexer, string[] args, StringWriter output, CancellationToken cancellationToken) =>
        OfAsync(services => services.AddSingleton(answerer).AddSingleton(indexer).AddSingleton<IFolderIndexer, WholeFolderIndexer>(), args, output, cancellationToken);

    /// <summary>
    /// Runs a command line in this process with services that replace the usual ones: as in a pipe, or on a terminal where something is typed;
    /// by settings of the test's own or the usual ones.
    /// </summary>
    public static async Task<CommandRun> OfAsync(
        Action<IServiceCollection> configureServices,
        string[] args,
        StringWriter output,
        CancellationToken cancellationToken,
        TextReader? typed = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        using var error = new StringWriter();
        var context = new CommandContext
        {
            Out = Console(output),
            Error = Console(error),
            In = typed ?? TextReader.Null,
            IsInteractive = typed is not null,
            LoadConfiguration = settings is null ? BotQAConfiguration.Load : () => new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            ConfigureServices = services =>
            {
                services.AddLogging(logging => logging.ClearProviders());
                configureServices(services);
            },
        };
        var exitCode = await BotQACommandLine.RunAsync(args, context, cancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    public static Task<CommandRun> OfAsync(IQuestionAnswerer answerer, params string[] args) =>
        OfAsync(answerer, new RecordingIndexer(), args, TestContext.Current.CancellationToken);

    public static Task<CommandRun> OfAsync(IQuestionAnswerer answerer, IKnowledgeIndexer indexer, string[] args, CancellationToken cancellationToken) =>
        OfAsync(answerer, indexer, args, new StringWriter(), cancellationToken);

    private static IAnsiConsole Console(StringWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = short.MaxValue;
        return console;
    }
}
