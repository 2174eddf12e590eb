namespace BotQA.Models.Embeddings;

/// <summary>
/// A provider's model that embeds documents and questions in the place of the embedded one. Configuration section <c>Embeddings</c>; nothing of
/// it is needed.
/// </summary>
internal sealed class EmbeddingModelOptions : ModelOptions
{
    /// <summary>
    /// The length of the model's vectors, 8 to 16,384. Default: known for the usual models of OpenAI and Ollama, else it has to be set. OpenAI's
    /// text-embedding-3 models are asked for vectors of this length.
    /// </summary>
    public int? Dimensions { get; set; }

    /// <summary>What the model wants before a question, such as <c>search_query: </c>. Default nothing.</summary>
    public string QuestionPrefix { get; set; } = "";

    /// <summary>What the model wants before a text that is searched, such as <c>search_document: </c>. Default nothing.</summary>
    public string PassagePrefix { get; set; } = "";

    /// <summary>The most texts of one request, 1 to 2,048. Default 128. A batch that is refused is sent in halves.</summary>
    public int BatchSize { get; set; } = 128;

    /// <summary>How long a request of indexing may take with its repetitions, 1 second to 1 hour. Default 2 minutes.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a question waits for its vector before it is searched by keywords alone, 0.1 seconds to 10 minutes. Default 5 seconds.</summary>
    public TimeSpan QuestionTimeLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The length of the vectors, set or known; 0 when it is neither.</summary>
    public int KnownDimensions => Dimensions ?? KnownEmbeddingModels.DimensionsOf(Name);

    /// <summary>Names all that the vectors depend on. The address isn't of it: the same model may move.</summary>
    public string Identity => FormattableString.Invariant($"{Provider} {Name} {KnownDimensions} '{PassagePrefix}' {CentredEmbeddingGenerator.Version}");
}
