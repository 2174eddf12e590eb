using System.Globalization;
using System.Text;
using BotQA.Knowledge.Storage.Keywords;
using NpgsqlTypes;

namespace BotQA.Postgres.Storage;

/// <summary>
/// The words of a record as the database searches them. The texts are analysed here, as for the index in memory; the database sees terms
/// alone, so both find and weigh the same.
/// </summary>
/// <param name="Vector">A <c>tsvector</c> whose weights A to D tell the field of each occurrence.</param>
/// <param name="Text">The terms of all fields as a text, those of a field as often as its weight says, for BM25.</param>
/// <param name="Lengths">The number of terms in each field.</param>
/// <param name="Terms">The distinct terms.</param>
internal sealed record WordColumns(string Vector, string Text, int[] Lengths, IReadOnlyCollection<string> Terms)
{
    /// <summary>A <c>tsvector</c> has four weights.</summary>
    public const int MaxFields = 4;

    private const int LastPosition = 16_383;
    private const int LongestTerm = 500;

    /// <summary>The field that a weight stands for.</summary>
    public static int Field(NpgsqlTsVector.Lexeme.Weight label) => NpgsqlTsVector.Lexeme.Weight.A - label;

    /// <summary>Analyses the fields of a record.</summary>
    /// <param name="analyzer">Splits them into terms.</param>
    /// <param name="fields">Their texts with their weights.</param>
    public static WordColumns Of(TextAnalyzer analyzer, IReadOnlyList<(string? Text, double Weight)> fields)
    {
        var places = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var text = new StringBuilder();
        var lengths = new int[fields.Count];
        var position = 0;
        foreach (var (i, field) in fields.Index())
        {
            var terms = analyzer.Terms(field.Text).Where(term => term.Length <= LongestTerm).ToList();
            lengths[i] = terms.Count;
            foreach (var term in terms)
            {
                position = Math.Min(position + 1, LastPosition);
                if (!places.TryGetValue(term, out var occurrences))
                {
                    places[term] = occurrences = [];
                }

                occurrences.Add(string.Create(CultureInfo.InvariantCulture, $"{position}{Label(i)}"));
            }

            for (var copy = 0; copy < Math.Max(1, Math.Round(field.Weight)); copy++)
            {
                text.AppendJoin(' ', terms).Append(' ');
            }
        }

        var vector = string.Join(' ', places.Select(place => $"{Quote(place.Key)}:{string.Join(',', place.Value)}"));
        return new WordColumns(vector, text.ToString(), lengths, places.Keys);
    }

    /// <summary>A query for records that hold any of the terms.</summary>
    public static string AnyOf(IEnumerable<string> terms) => string.Join(" | ", terms.Select(Quote));

    private static char Label(int field) => (char)('A' + field);

    private static string Quote(string term) =>
        $"'{term.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
