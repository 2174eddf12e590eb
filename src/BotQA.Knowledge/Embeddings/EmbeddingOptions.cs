using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Embeddings;

/// <summary>Settings of the embedded model.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "Embeddings";

    /// <summary>The folder of the model's files, absolute or relative to the application. Default: null, for <c>model</c> beside the application.</summary>
    public string? ModelPath { get; set; }

    /// <summary>The folder converted models are kept in. Default: null, for <c>botqa</c> in the user's cache folder.</summary>
    public string? CachePath { get; set; }

    /// <summary>How exactly the model computes. Default: <see cref="EmbeddingPrecision.Quantized"/>. Vectors of different precisions shouldn't be mixed in one index.</summary>
    [EnumDataType(typeof(EmbeddingPrecision))]
    public EmbeddingPrecision Precision { get; set; } = EmbeddingPrecision.Quantized;

    /// <summary>How many texts are embedded at the same time, each on its own thread. Default: 0, for as many as there are processors.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }
}
