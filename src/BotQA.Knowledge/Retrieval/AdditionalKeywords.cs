using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Retrieval;

/// <summary>The keyword scores of chunks that are searched beside the index.</summary>
/// <param name="Scores">The score of each chunk, 0 where it holds no term of the question.</param>
/// <param name="Terms">The question's terms, weighted by how rare they are in the index and the additional chunks together.</param>
internal sealed record AdditionalKeywords(double[] Scores, IReadOnlyList<KeywordQueryTerm> Terms)
{
    /// <summary>
    /// Scores chunks as the index scores its own, by BM25F, so that both can be compared. A field's average length is that of the additional
    /// chunks.
    /// </summary>
    /// <param name="chunks">The chunks, at least one.</param>
    /// <param name="indexed">What the index found for the question.</param>
    /// <param name="matcher">Gives the terms of a text.</param>
    /// <param name="options">BM25's parameters and the fields' weights.</param>
    public static AdditionalKeywords Search(IReadOnlyList<KnowledgeChunk> chunks, KeywordSearchResult indexed, PassageMatcher matcher, KeywordIndexOptions options)
    {
        var positions = indexed.Terms.Select((term, i) => (term.Term, i)).ToDictionary(StringComparer.Ordinal);
        var frequencies = chunks.Select(_ => new double[indexed.Terms.Count]).ToArray();
        AddField(nameof(KnowledgeChunk.Title), chunk => chunk.Title);
        AddField(nameof(KnowledgeChunk.Section), chunk => chunk.Section);
        AddField(nameof(KnowledgeChunk.Text), chunk => chunk.Text);
        var terms = indexed.Terms.Select((term, i) => Weigh(term, frequencies.Count(chunk => chunk[i] > 0), indexed.ChunkCount + chunks.Count)).ToList();
        return new AdditionalKeywords([.. frequencies.Select(chunk => Score(chunk, terms, options.K1))], terms);

        void AddField(string name, Func<KnowledgeChunk, string> textOf)
        {
            var weight = options.FieldWeights.TryGetValue(name, out var configured) ? configured : 1;
            var tokens = chunks.Select(chunk => matcher.Tokens(textOf(chunk))).ToList();
            var averageLength = Math.Max(1, tokens.Average(field => field.Count));
            for (var i = 0; i < tokens.Count; i++)
            {
                var share = weight / (1 - options.B + (options.B * tokens[i].Count / averageLength));
                foreach (var token in tokens[i])
                {
                    if (positions.TryGetValue(token.Term, out var position))
                    {
                        frequencies[i][position] += share;
                    }
                }
            }
        }
    }

    private static KeywordQueryTerm Weigh(KeywordQueryTerm indexed, int additional, int chunks)
    {
        var holders = indexed.DocumentFrequency + additional;
        return indexed with { DocumentFrequency = holders, Idf = Math.Log(1 + ((chunks - holders + 0.5) / (holders + 0.5))) };
    }

    private static double Score(double[] frequencies, List<KeywordQueryTerm> terms, double k1) =>
        frequencies.Select((frequency, i) => terms[i].Count * terms[i].Idf * (k1 + 1) * frequency / (k1 + frequency)).Sum();
}
