using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Generation;

/// <summary>How answers are generated. Configuration section <c>Model</c>.</summary>
public sealed class GenerationOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Model";

    /// <summary>The model's name, by which its tokenizer is chosen. Default none.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// The time from the question to the answer, 1 second to 10 minutes; a model that takes longer is not waited for. Default 20 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a model that failed several times is left alone, 1 second to 1 hour. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The tokens that prompt and reply may have together, 1,024 to 10,000,000. Default 8,192.</summary>
    [Range(1_024, 10_000_000)]
    public int ContextTokens { get; set; } = 8_192;

    /// <summary>The tokens that a reply may have, 64 to 100,000, and less than half of <see cref="ContextTokens"/>. Default 400.</summary>
    [Range(64, 100_000)]
    public int MaxOutputTokens { get; set; } = 400;

    /// <summary>How freely the model chooses its words, 0 to 2. Default none: the provider's own, as some models take no other.</summary>
    [Range(0.0, 2.0)]
    public float? Temperature { get; set; }

    /// <summary>The most passages of a prompt, 1 to 50. Default 8.</summary>
    [Range(1, 50)]
    public int Passages { get; set; } = 8;

    /// <summary>How often a model may search again for one question, 0 to 5; 0 for models that can't call tools. Default 2.</summary>
    [Range(0, 5)]
    public int MaxSearches { get; set; } = 2;

    /// <summary>What a million tokens of the prompt cost, in any currency; only counted. Default 0.</summary>
    [Range(0.0, 1_000_000.0)]
    public double InputPrice { get; set; }

    /// <summary>What a million tokens of the reply cost. Default 0.</summary>
    [Range(0.0, 1_000_000.0)]
    public double OutputPrice { get; set; }
}
