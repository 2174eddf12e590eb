using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>
/// Splits text into terms: Unicode words, without a possessive 's, in lower case, without accents, without English stop words, reduced to
/// their stems by Porter's algorithm.
/// </summary>
/// <remarks>Safe for use from many threads at once.</remarks>
internal sealed class TextAnalyzer : IDisposable
{
    private readonly Pipeline _pipeline = new();

    /// <summary>The terms of a text with their places in it.</summary>
    public List<AnalyzedToken> Analyze(string text)
    {
        var tokens = new List<AnalyzedToken>();
        using var stream = _pipeline.GetTokenStream(string.Empty, text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var offset = stream.GetAttribute<IOffsetAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            tokens.Add(new AnalyzedToken(term.ToString(), offset.StartOffset, offset.EndOffset));
        }

        stream.End();
        return tokens;
    }

    /// <summary>The terms of a text.</summary>
    public string[] Terms(string? text) => string.IsNullOrEmpty(text) ? [] : [.. Analyze(text).Select(token => token.Term)];

    public void Dispose() => _pipeline.Dispose();

    private sealed class Pipeline : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
        {
            const LuceneVersion Version = LuceneVersion.LUCENE_48;
            var words = new StandardTokenizer(Version, reader);
            TokenStream terms = new EnglishPossessiveFilter(Version, words);
            terms = new LowerCaseFilter(Version, terms);
            terms = new ASCIIFoldingFilter(terms);
            terms = new StopFilter(Version, terms, StopAnalyzer.ENGLISH_STOP_WORDS_SET);
            return new TokenStreamComponents(words, new PorterStemFilter(terms));
        }
    }
}
