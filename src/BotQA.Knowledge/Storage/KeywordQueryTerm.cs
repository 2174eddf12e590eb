namespace BotQA.Knowledge.Storage;

/// <summary>A term of a query and how rare it is.</summary>
/// <param name="Term">The term as it is indexed.</param>
/// <param name="Count">How often the query names it, at least 1.</param>
/// <param name="DocumentFrequency">The number of chunks that hold it in any of the searched fields.</param>
/// <param name="Idf">
/// Its weight, ln(1 + (N - n + 0.5) / (n + 0.5)) for n of N chunks (Robertson and Zaragoza 2009, kept above 0 as Lucene does).
/// </param>
public readonly record struct KeywordQueryTerm(string Term, int Count, int DocumentFrequency, double Idf);
