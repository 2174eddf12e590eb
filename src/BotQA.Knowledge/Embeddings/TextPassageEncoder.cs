using BotQA.Knowledge.Documents;
using Microsoft.Extensions.AI;

namespace BotQA.Knowledge.Embeddings;

/// <summary>
/// Embeds passages by a model that gives a vector for a text and nothing more, as those of providers do: each sentence is a text of its own
/// beside its passage, in the same call. Equal texts are sent once.
/// </summary>
/// <param name="generator">Gives unit vectors, for any number of texts.</param>
/// <param name="identity">Names all that the vectors depend on.</param>
/// <param name="prefix">What the model wants to stand before a text that is searched; empty for nothing.</param>
public sealed class TextPassageEncoder(IEmbeddingGenerator<string, Embedding<float>> generator, string identity, string prefix = "") : IPassageEncoder
{
    /// <inheritdoc/>
    public string Identity => identity;

    /// <inheritdoc/>
    /// <exception cref="EmbeddingException">The model can't be used, or refuses one of the texts.</exception>
    public async Task<IReadOnlyList<PassageEmbedding>> EncodeAsync(IReadOnlyList<PassageInput> passages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(passages);
        var texts = passages.SelectMany(passage => passage.Sentences.Select(sentence => SentenceText(passage, sentence)).Prepend(PassageText(passage)))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var embeddings = await generator.GenerateAsync(texts, cancellationToken: cancellationToken);
        var vectors = texts.Zip(embeddings, (text, embedding) => (text, embedding.Vector)).ToDictionary(pair => pair.text, pair => pair.Vector.ToArray(), StringComparer.Ordinal);
        return [.. passages.Select(passage => new PassageEmbedding(
            vectors[PassageText(passage)],
            [.. passage.Sentences.Select(sentence => vectors[SentenceText(passage, sentence)])]))];
    }

    private string PassageText(PassageInput passage) => $"{prefix}{passage.Context}\n{passage.Text}";

    private string SentenceText(PassageInput passage, TextSpan sentence) => $"{prefix}{sentence.Of(passage.Text)}";
}
