using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Ingestion;
using BotQA.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.Tests.Models.Support;

/// <summary>BotQA with a folder of documents and an embedding model of a provider. Another one of the same folder is the next process.</summary>
internal sealed class EmbeddingHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _knowledge;

    public EmbeddingHost(TemporaryFolder folder, ModelServer server, params (string Name, string Value)[] settings)
    {
        _knowledge = Path.Combine(folder.Path, "knowledge");
        var all = Settings(server, settings);
        all["Indexing:Path"] = Path.Combine(folder.Path, "index");
        all["Indexing:SettlingTime"] = "00:00:00";
        all["Answering:Reader"] = "false";
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Logs));
        services.AddBotQA(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        _services = services.BuildServiceProvider();
        _services.GetRequiredService<IStartupValidator>().Validate();
    }

    public RecordingLogs Logs { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The settings of a model behind OpenAI's API at a server, and more.</summary>
    public static Dictionary<string, string?> Settings(ModelServer server, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Embeddings:Provider"] = "openai-compatible",
            ["Embeddings:Name"] = "test-embedding",
            ["Embeddings:Endpoint"] = new Uri(server.Address, "v1").ToString(),
            ["Embeddings:Dimensions"] = "64",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return all;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<IngestionReport> UpdateAsync(IProgress<FolderProgress>? progress = null) => Bounded(Get<IFolderIndexer>().UpdateAsync(_knowledge, progress, Cancellation));

    public Task<IngestionReport> FollowAsync() => Bounded(Get<IFolderIndexer>().FollowAsync(_knowledge, Cancellation));

    public Task<Answer> AskAsync(string question) => Bounded(Get<IQuestionAnswerer>().AnswerAsync(question, cancellationToken: Cancellation));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // A test that waits for more than two minutes has failed.
    private static Task<T> Bounded<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromMinutes(2), Cancellation);
}
