using BotQA.Knowledge.Embeddings;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;

namespace BotQA.Models.Embeddings;

/// <summary>Embeds questions. A model that failed several times is left alone for a while, so that no question waits for it.</summary>
internal sealed class QuestionEmbeddingGenerator : DelegatingEmbeddingGenerator<string, Embedding<float>>
{
    private static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(30);

    private readonly string _prefix;
    private readonly EmbeddingGeneratorMetadata _metadata;
    private readonly ResiliencePipeline _breaker;

    public QuestionEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, EmbeddingModelOptions options, TimeProvider time)
        : base(inner)
    {
        _prefix = options.QuestionPrefix;
        _metadata = new EmbeddingGeneratorMetadata(options.Provider, ModelClients.EndpointOf(options), options.Name, options.KnownDimensions);
        _breaker = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 3,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = BreakDuration,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is EmbeddingException { RefusesTexts: false }),
            })
            .Build();
    }

    /// <inheritdoc/>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _breaker.ExecuteAsync(
                async token => await base.GenerateAsync(values.Select(value => _prefix + value), options, token), cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            throw new EmbeddingException("The embedding model failed several times just before.", refusesTexts: false, e);
        }
    }

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : base.GetService(serviceType, serviceKey);
}
