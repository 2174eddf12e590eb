using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;

namespace BotQA.Tests.Support;

/// <summary>Can't index anything.</summary>
internal sealed class FailingIndexer : IKnowledgeIndexer
{
    public async Task<IngestionReport> IndexAsync(
        IAsyncEnumerable<DocumentReadResult> documents, IProgress<IngestionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new(0, 0, [.. (await documents.ToListAsync(cancellationToken)).Select(d => new DocumentFailure(d.Id, d.Failure ?? "The model is missing."))]);
}
