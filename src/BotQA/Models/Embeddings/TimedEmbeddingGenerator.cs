using System.Globalization;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Generation;
using Microsoft.Extensions.AI;

namespace BotQA.Models.Embeddings;

/// <summary>Waits for vectors no longer than a time limit.</summary>
/// <param name="inner">Gives the vectors.</param>
/// <param name="limit">The time limit of a call.</param>
/// <param name="time">The clock.</param>
internal sealed class TimedEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, TimeSpan limit, TimeProvider time)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    /// <inheritdoc/>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await base.GenerateAsync(values, options, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var seconds = limit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new EmbeddingException(
                $"The embedding model gave no vectors within {seconds} seconds. {ModelRemedies.Of(ModelFailure.Timeout, ModelSettings.Embeddings)}", refusesTexts: false, e);
        }
    }
}
