using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Retrieval;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.ML.Tokenizers;
using Microsoft.SemanticKernel;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;

namespace BotQA.Knowledge.Generation;

/// <summary>Asks a model, with the passages that were found and a tool to find more.</summary>
internal sealed class AnswerGenerator : IDisposable
{
    // Besides the answer, a model needs a reply for each search and one for what it is told when there are no more.
    private const int RepliesBesideSearches = 1;

    private readonly IChatClient _client;
    private readonly IPassageRetriever _retriever;
    private readonly PassageReranker _reranker;
    private readonly GenerationOptions _options;
    private readonly AnswerPrompt _prompt = new();
    private readonly Lazy<Tokenizer> _tokenizer;

    public AnswerGenerator(
        IChatClient client, IPassageRetriever retriever, PassageReranker reranker, IOptions<GenerationOptions> options, ILoggerFactory loggers)
    {
        _options = options.Value;
        _retriever = retriever;
        _reranker = reranker;
        _tokenizer = new Lazy<Tokenizer>(() => ModelTokenizer.Create(_options.Name));
        _client = new ChatClientBuilder(client)
            .UseFunctionInvocation(loggers, invoking =>
            {
                invoking.MaximumIterationsPerRequest = _options.MaxSearches + RepliesBesideSearches;
                invoking.MaximumConsecutiveErrorsPerRequest = 1;
            })
            .Build();
    }

    /// <summary>The name of the model, where the client tells it.</summary>
    public string? ModelName => (_client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId ?? _options.Name;

    /// <summary>Whether the tokenizer is loaded.</summary>
    public bool IsTokenizerLoaded => _tokenizer.IsValueCreated;

    /// <summary>Loads the tokenizer, so that no question waits for it.</summary>
    public void LoadTokenizer() => _ = _tokenizer.Value;

    /// <summary>Has the model answer.</summary>
    /// <param name="found">What was found: the question and its passages, best first.</param>
    /// <param name="turn">Takes the model's sentences.</param>
    /// <param name="usage">Takes what the model used.</param>
    /// <param name="options">What is searched.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ModelException">The reply ended too early or was empty; what came before was taken.</exception>
    public async Task GenerateAsync(Answer found, GenerationTurn turn, GenerationUsage usage, AnswerOptions? options, CancellationToken cancellationToken)
    {
        var budget = new TokenBudget(_tokenizer.Value, _options.ContextTokens - _options.MaxOutputTokens);
        var kernel = new Kernel();
        var searching = _options.MaxSearches > 0;

        // The prompt without passages is counted first: they get what it leaves.
        foreach (var message in await _prompt.WriteAsync(kernel, found.Question, passages: "", searching, cancellationToken))
        {
            budget.TryTake(message.Text);
        }

        var passages = PassageWriter.Write(found.Retrieved.Take(_options.Passages).Select(passage => passage.Chunk), turn.Passages, budget);
        var messages = await _prompt.WriteAsync(kernel, found.Question, passages, searching, cancellationToken);
        var search = new KnowledgeSearchPlugin(_retriever, _reranker, turn.Passages, budget, options, _options.MaxSearches, usage.Searches);
        var request = new ChatOptions { MaxOutputTokens = _options.MaxOutputTokens, Temperature = _options.Temperature };
        if (searching)
        {
            request.Tools = [.. kernel.Plugins.AddFromObject(search, KnowledgeSearchPlugin.Name).Select(function => function.WithKernel(kernel))];
        }

        await ReadAsync(_client.GetStreamingResponseAsync(messages, request, cancellationToken), turn, usage, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async Task ReadAsync(IAsyncEnumerable<ChatResponseUpdate> updates, GenerationTurn turn, GenerationUsage usage, CancellationToken cancellationToken)
    {
        var reader = new GeneratedTextReader();
        ChatFinishReason? finish = null;
        var isEmpty = true;
        await foreach (var update in updates.WithCancellation(cancellationToken))
        {
            usage.Add(update);
            finish = update.FinishReason ?? finish;
            isEmpty &= string.IsNullOrWhiteSpace(update.Text);

            // What a model says before it searches is no part of a sentence that it writes afterwards.
            Take(update.Contents.OfType<FunctionCallContent>().Any() ? $"{update.Text}\n" : update.Text);
        }

        if (finish == ChatFinishReason.Stop)
        {
            foreach (var sentence in reader.Complete())
            {
                turn.Take(sentence, cancellationToken);
            }
        }

        // The last sentence of a reply that was cut off may be half of one that said something else.
        if (finish == ChatFinishReason.ContentFilter)
        {
            throw new ModelException(ModelFailure.ContentFilter, "The provider's content filter stopped the reply.");
        }

        if (isEmpty)
        {
            throw new ModelException(ModelFailure.Empty, "The reply was empty.");
        }

        if (finish is null || finish == ChatFinishReason.ToolCalls)
        {
            throw new ModelException(ModelFailure.Interrupted, "The reply stopped in the middle.");
        }

        void Take(string text)
        {
            foreach (var sentence in reader.Append(text))
            {
                turn.Take(sentence, cancellationToken);
            }
        }
    }
}
