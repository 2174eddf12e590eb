using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>The questions offered as examples: the configured ones, or some made from the documents that the documents do answer.</summary>
internal sealed class ExampleQuestions(IOptions<BotOptions> options, IDocumentCatalog catalog, IQuestionAnswerer answerer) : IDisposable
{
    /// <summary>The most examples; Teams shows no more.</summary>
    public const int Max = 3;

    // Trying a question costs as much as answering it, and somebody waits for the welcome.
    private const int MaxTried = 12;
    private const int MaxDocuments = 200;

    private readonly SemaphoreSlim _finding = new(1, 1);
    private IReadOnlyList<string>? _found;
    private int _foundFor;

    /// <summary>At most <see cref="Max"/> questions; empty when the documents suggest none. To be asked once they are ready.</summary>
    public async Task<IReadOnlyList<string>> GetAsync(CancellationToken cancellationToken = default)
    {
        if (options.Value.Examples.Count > 0)
        {
            return [.. options.Value.Examples.Take(Max)];
        }

        await _finding.WaitAsync(cancellationToken);
        try
        {
            if (_found is null || _foundFor != catalog.Count)
            {
                _found = await FindAsync(cancellationToken);
                _foundFor = catalog.Count;
            }

            return _found;
        }
        finally
        {
            _finding.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _finding.Dispose();

    private async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        // One question of each document before a second of any, so that the examples show what there is.
        var candidates = catalog.List().Take(MaxDocuments)
            .SelectMany(document => ExampleCandidates.Of(document).Take(MaxTried).Select((candidate, rank) => (Candidate: candidate, Rank: rank)))
            .OrderBy(entry => entry.Rank)
            .Select(entry => entry.Candidate)
            .DistinctBy(candidate => candidate.Question, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var found = new List<ExampleCandidate>();
        for (var tried = 0; tried < MaxTried && found.Count < Max && candidates.Count > 0; tried++)
        {
            // Another kind of question than those found, as long as there is one.
            var next = candidates.Find(candidate => found.TrueForAll(other => other.Kind != candidate.Kind)) ?? candidates[0];
            candidates.Remove(next);
            if (await IsAnsweredAsync(next, cancellationToken))
            {
                found.Add(next);
            }
        }

        return [.. found.Select(candidate => candidate.Question)];
    }

    // An answer from elsewhere may be wrong, and whoever clicks an example looks closely.
    private async Task<bool> IsAnsweredAsync(ExampleCandidate candidate, CancellationToken cancellationToken)
    {
        var answer = await answerer.AnswerAsync(candidate.Question, new AnswerOptions { MayGenerate = false }, cancellationToken);
        return answer.Status == AnswerStatus.Answered
            && answer.Citations.Any(citation => citation.DocumentId == candidate.DocumentId && citation.Span.Overlaps(candidate.Source));
    }
}
