using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Retrieval;

/// <summary>How passages are found. Configuration section <c>Retrieval</c>.</summary>
public sealed class RetrievalOptions
{
    /// <summary>Which searches are used. Default <see cref="RetrievalMode.Hybrid"/>.</summary>
    public RetrievalMode Mode { get; set; } = RetrievalMode.Hybrid;

    /// <summary>The number of candidates each search contributes. Default 100.</summary>
    [Range(1, 1000)]
    public int Candidates { get; set; } = 100;

    /// <summary>The number of passages returned; several may be of one document. Default 30.</summary>
    [Range(1, 2000)]
    public int Passages { get; set; } = 30;

    /// <summary>
    /// Two passages whose terms overlap by at least this share (Jaccard index) count as duplicates, and only the better one is returned.
    /// 1 drops none but equal ones. Default 0.95.
    /// </summary>
    [Range(0.5, 1.0)]
    public double DuplicateOverlap { get; set; } = 0.95;

    /// <summary>The shares of a passage's score.</summary>
    [Required]
    [ValidateObjectMembers]
    public RetrievalWeights Weights { get; set; } = new();
}
