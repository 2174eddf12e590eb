using System.CommandLine;
using BotQA.Ingestion;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Sessions;
using BotQA.Knowledge.Generation;
using BotQA.Knowledge.Ingestion;
using BotQA.Models;
using BotQA.Storage;
using Microsoft.Extensions.Options;

namespace BotQA.Commands;

/// <summary>The services and settings of one command, for as long as it runs.</summary>
internal sealed class CommandSession : IAsyncDisposable
{
    private readonly CommandContext _context;
    private readonly ServiceProvider _services;

    private CommandSession(CommandContext context, ServiceProvider services, string knowledgePath)
    {
        _context = context;
        _services = services;
        KnowledgePath = knowledgePath;
    }

    /// <summary>The full path of the folder of documents.</summary>
    public string KnowledgePath { get; }

    /// <summary>Loads the settings and builds the services.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">The options that every command takes.</param>
    /// <param name="context">Where the command prints.</param>
    /// <param name="configure">Changes the services; null for nothing.</param>
    /// <param name="useModel">Whether a chat model that the settings name writes the answers.</param>
    /// <exception cref="OptionsValidationException">A setting is out of its range.</exception>
    public static CommandSession Open(ParseResult parsed, CommonOptions options, CommandContext context, Action<IServiceCollection>? configure = null, bool useModel = true)
    {
        OnnxLibrary.BeginLoading();
        var configuration = context.LoadConfiguration();
        var services = new ServiceCollection();
        context.ConfigureServices(services);
        services.AddLogging(logging => logging
            .SetMinimumLevel(options.IsVerbose(parsed) ? LogLevel.Debug : LogLevel.Warning)
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        services.AddBotQA(configuration);
        if (useModel)
        {
            services.AddConfiguredModel(configuration);
        }

        services.AnswerOutages();
        configure?.Invoke(services);
        var provider = services.BuildServiceProvider();
        provider.GetService<IStartupValidator>()?.Validate();
        return new CommandSession(context, provider, KnowledgeLocation.Resolve(parsed.GetValue(options.Knowledge), configuration));
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public T? Find<T>()
        where T : class => _services.GetService<T>();

    /// <summary>Indexes the folder of documents with a progress bar, and warns of each file that can't be used.</summary>
    /// <exception cref="CommandException">Nothing could be indexed.</exception>
    public async Task<IngestionReport> LoadKnowledgeAsync(CancellationToken cancellationToken)
    {
        // Side by side with the indexing. What fails here, the question says.
        _ = Find<GenerationWarmUp>()?.RunAsync();
        var report = await ProgressDisplay.RunAsync(_context.Error, display =>
        {
            var bar = display.Add("Indexing");
            var rate = new IndexingRate(Get<TimeProvider>());
            return Get<IFolderIndexer>().UpdateAsync(
                KnowledgePath, new CallbackProgress<FolderProgress>(p => bar.Set(p.Bytes, p.TotalBytes, rate.Describe(p))), cancellationToken);
        });
        _context.WarnOf(report.Failures);
        return report.Documents > 0
            ? report
            : throw new CommandException($"None of the documents in '{KnowledgePath}' could be indexed; the reasons are above.");
    }

    /// <summary>As <see cref="LoadKnowledgeAsync"/>, and prepares the answerer meanwhile.</summary>
    /// <exception cref="CommandException">Nothing could be indexed.</exception>
    public async Task<IQuestionAnswerer> LoadAnswererAsync(CancellationToken cancellationToken)
    {
        var encoder = Task.Run(() => (Get<IPassageEncoder>() as MiniLmEmbeddingGenerator)?.Load(), CancellationToken.None);
        var preparing = Task.Run(
            async () =>
            {
                var answerer = Get<IQuestionAnswerer>();
                await answerer.PrepareAsync(cancellationToken);
                return answerer;
            },
            CancellationToken.None);
        await Task.WhenAll(LoadKnowledgeAsync(cancellationToken), preparing, encoder);
        return await preparing;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
