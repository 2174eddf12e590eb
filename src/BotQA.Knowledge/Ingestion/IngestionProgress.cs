namespace BotQA.Knowledge.Ingestion;

/// <summary>How far a run has come.</summary>
/// <param name="Documents">Documents chunked, embedded and stored.</param>
/// <param name="Chunks">Their chunks.</param>
public readonly record struct IngestionProgress(int Documents, int Chunks);
