namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>What a query scored.</summary>
/// <param name="Rows">The row id and the score of every record that holds a term of the query, in no order.</param>
/// <param name="Terms">The query's terms.</param>
internal sealed record KeywordScores(List<(long Id, double Score)> Rows, List<KeywordQueryTerm> Terms);
