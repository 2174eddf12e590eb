namespace BotQA.Knowledge.Ingestion;

/// <summary>What a run of indexing did.</summary>
/// <param name="Documents">Documents that can be searched now.</param>
/// <param name="Chunks">Their chunks.</param>
/// <param name="Failures">The sources that couldn't be indexed, in the order they came.</param>
public sealed record IngestionReport(int Documents, int Chunks, IReadOnlyList<DocumentFailure> Failures);
