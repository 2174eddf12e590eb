using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Storage;

/// <summary>How the words of the chunks are indexed and weighted.</summary>
public sealed class KeywordIndexOptions
{
    /// <summary>BM25's k1, how soon more occurrences of a term stop to count. Default 1.2.</summary>
    [Range(0.0, 10.0)]
    public double K1 { get; set; } = 1.2;

    /// <summary>BM25's b, how much long texts are held back. 0 to 1, default 0.75.</summary>
    [Range(0.0, 1.0)]
    public double B { get; set; } = 0.75;

    /// <summary>The distinct terms of a query that are searched; later ones are left out. Default 256.</summary>
    [Range(1, 10_000)]
    public int MaxQueryTerms { get; set; } = 256;

    /// <summary>
    /// The weight of each full-text field by property name; a field that isn't named counts 1, one with weight 0 isn't searched.
    /// Default: title and heading path 3, which on questions about Wikipedia and science was better than 1 and hardly worse than any.
    /// </summary>
    [Required]
    public IDictionary<string, double> FieldWeights { get; set; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        [nameof(KnowledgeChunk.Title)] = 3,
        [nameof(KnowledgeChunk.Section)] = 3,
    };

    /// <summary>The indexed property that <see cref="KeywordSearchOptions.DocumentIds"/> refers to. Default <c>DocumentId</c>.</summary>
    [Required]
    public string DocumentIdProperty { get; set; } = nameof(KnowledgeChunk.DocumentId);
}
