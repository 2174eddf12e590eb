namespace BotQA.Models.Embeddings;

/// <summary>Checks <see cref="EmbeddingModelOptions"/>.</summary>
internal sealed class EmbeddingModelOptionsValidator() : ModelOptionsValidator<EmbeddingModelOptions>(ModelSettings.Embeddings)
{
    private const int LeastDimensions = 8;
    private const int MostDimensions = 16_384;
    private const int LargestBatch = 2_048;

    private static readonly TimeSpan ShortestLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLimit = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestQuestionLimit = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan LongestQuestionLimit = TimeSpan.FromMinutes(10);

    protected override string NameExample => "text-embedding-3-small";

    protected override string OllamaExample => "nomic-embed-text";

    protected override string Path => "/embeddings";

    protected override IEnumerable<string> FailuresOf(EmbeddingModelOptions options)
    {
        if (options is { Dimensions: null, KnownDimensions: 0 } && !string.IsNullOrWhiteSpace(options.Name))
        {
            yield return $"{Setting(nameof(options.Dimensions))} is missing. Set it to the length of the vectors of {options.Name}, such as 1024, which its description tells.";
        }
        else if (options.Dimensions is < LeastDimensions or > MostDimensions)
        {
            yield return $"{Setting(nameof(options.Dimensions))} '{options.Dimensions}' is out of range. Set it to the length of the model's vectors, {LeastDimensions} to {MostDimensions}.";
        }

        if (options.BatchSize is < 1 or > LargestBatch)
        {
            yield return $"{Setting(nameof(options.BatchSize))} '{options.BatchSize}' is out of range. Set it to a number of texts from 1 to {LargestBatch}.";
        }

        if (options.TimeLimit < ShortestLimit || options.TimeLimit > LongestLimit)
        {
            yield return $"{Setting(nameof(options.TimeLimit))} '{options.TimeLimit}' is out of range. Set it to a time from {ShortestLimit} to {LongestLimit}.";
        }

        if (options.QuestionTimeLimit < ShortestQuestionLimit || options.QuestionTimeLimit > LongestQuestionLimit)
        {
            yield return $"{Setting(nameof(options.QuestionTimeLimit))} '{options.QuestionTimeLimit}' is out of range. Set it to a time from {ShortestQuestionLimit} to {LongestQuestionLimit}.";
        }
    }

    private static string Setting(string name) => $"{ModelSettings.Embeddings}:{name}";
}
