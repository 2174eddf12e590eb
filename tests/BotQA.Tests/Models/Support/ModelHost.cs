using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Models;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.Tests.Models.Support;

/// <summary>Answers by a configured model over an index.</summary>
internal sealed class ModelHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ModelHost(ServiceProvider services) => _services = services;

    /// <summary>The settings of a model behind OpenAI's API at a server.</summary>
    public static Dictionary<string, string?> Settings(ModelServer server) => new()
    {
        ["Model:Provider"] = "openai-compatible",
        ["Model:Name"] = "test-model",
        ["Model:Endpoint"] = new Uri(server.Address, "v1").ToString(),
        ["Model:CacheDuration"] = "00:00:00",
        ["Model:TimeLimit"] = "00:01:00",
    };

    public static ModelHost Of(SampleIndex index, ModelServer server, params (string Name, string Value)[] settings)
    {
        var all = Settings(server);
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return Of(index, all);
    }

    public static ModelHost Of(SampleIndex index, IReadOnlyDictionary<string, string?> settings, ILoggerProvider? logs = null, IChatClient? client = null, IQuestionAnswerer? answerer = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Trace);
            if (logs is not null)
            {
                logging.AddProvider(logs);
            }
        });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(answerer ?? index.Get<IQuestionAnswerer>());
        services.AddSingleton(index.Get<IPassageRetriever>());
        services.AddSingleton(index.Get<PassageReranker>());
        services.AddSingleton(index.Get<PassageMatcher>());
        services.AddSingleton(index.Get<IDocumentCatalog>());
        services.AddSingleton(index.Get<IOptions<AnsweringOptions>>());
        if (client is not null)
        {
            services.AddSingleton(client);
        }

        services.AddConfiguredModel(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return new ModelHost(services.BuildServiceProvider());
    }

    /// <summary>Checks settings as the start does.</summary>
    public static void Validate(SampleIndex index, IReadOnlyDictionary<string, string?> settings)
    {
        using var services = Of(index, settings)._services;
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Asks a question; a test that waits for more than two minutes has failed.</summary>
    public Task<Answer> AskAsync(string question, AnswerOptions? options = null) =>
        Get<IQuestionAnswerer>().AnswerAsync(question, options, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
