using Lucene.Net.Index;

namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>What a search needs to know about each document of an index segment, in arrays: documents themselves never change.</summary>
/// <param name="Ids">The row ids.</param>
/// <param name="Lengths">The numbers of terms, an array for each full-text field.</param>
internal sealed record KeywordColumns(long[] Ids, int[][] Lengths)
{
    /// <summary>Reads the columns of an index segment.</summary>
    public static KeywordColumns Load(AtomicReader reader, KeywordSchema schema) => new(
        Read(reader, KeywordWriter.IdField, value => value),
        [.. schema.TextFields.Select(field => Read(reader, KeywordWriter.LengthField(field), value => (int)value))]);

    private static T[] Read<T>(AtomicReader reader, string field, Func<long, T> convert)
    {
        var values = reader.GetNumericDocValues(field);
        var column = new T[reader.MaxDoc];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = convert(values.Get(i));
        }

        return column;
    }
}
