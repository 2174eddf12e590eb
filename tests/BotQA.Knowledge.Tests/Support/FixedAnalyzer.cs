using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Storage.Keywords;

namespace BotQA.Knowledge.Tests.Support;

/// <summary>Analyses texts as the index does, without one.</summary>
internal sealed class FixedAnalyzer : IKeywordIndex, IDisposable
{
    private readonly TextAnalyzer _analyzer = new();

    public IReadOnlyList<AnalyzedToken> Analyze(string text) => _analyzer.Analyze(text);

    public ValueTask<KeywordSearchResult> SearchAsync(string query, int top, KeywordSearchOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nothing is indexed.");

    public void Dispose() => _analyzer.Dispose();
}
