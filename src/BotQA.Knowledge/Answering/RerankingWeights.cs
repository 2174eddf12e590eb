using System.ComponentModel.DataAnnotations;

namespace BotQA.Knowledge.Answering;

/// <summary>
/// How the reader's score of a passage joins retrieval's: (1 - Share) times retrieval's score plus Share times a logistic function of the
/// reader's. The defaults were tuned by <c>botqa tune reading</c> (docs/evaluation.md).
/// </summary>
public sealed class RerankingWeights
{
    /// <summary>The reader's share of a passage's final score, 0 to 1. Default 0.6.</summary>
    [Range(0.0, 1.0)]
    public double Share { get; set; } = 0.6;

    /// <summary>The reader's score that counts half. Default -2.</summary>
    [Range(-50.0, 50.0)]
    public double Midpoint { get; set; } = -2;

    /// <summary>The change of the reader's score over which the odds change by the factor e, above 0. Default 6.</summary>
    [Range(0.1, 50.0)]
    public double Width { get; set; } = 6;
}
