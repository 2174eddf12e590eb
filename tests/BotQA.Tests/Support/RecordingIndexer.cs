using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Ingestion;

namespace BotQA.Tests.Support;

/// <summary>Takes every document, one chunk each, and remembers them.</summary>
internal sealed class RecordingIndexer : IKnowledgeIndexer
{
    private readonly List<Document> _documents = [];

    public IReadOnlyList<Document> Documents => _documents;

    public async Task<IngestionReport> IndexAsync(
        IAsyncEnumerable<DocumentReadResult> documents, IProgress<IngestionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var failures = new List<DocumentFailure>();
        await foreach (var result in documents.WithCancellation(cancellationToken))
        {
            if (result.Succeeded)
            {
                _documents.Add(result.Document);
                progress?.Report(new IngestionProgress(_documents.Count, _documents.Count));
            }
            else
            {
                failures.Add(new DocumentFailure(result.Id, result.Failure));
            }
        }

        return new IngestionReport(_documents.Count, _documents.Count, failures);
    }
}
