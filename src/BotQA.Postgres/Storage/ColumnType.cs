using System.Diagnostics.CodeAnalysis;
using NpgsqlTypes;

namespace BotQA.Postgres.Storage;

/// <summary>How the values of a property are kept in a column.</summary>
/// <param name="Sql">The column's type.</param>
/// <param name="Element">The type of a value, or of an element of an array.</param>
/// <param name="DbType">The type of a value, or of an element of an array.</param>
/// <param name="IsArray">Whether the column holds arrays.</param>
internal sealed record ColumnType(string Sql, Type Element, NpgsqlDbType DbType, bool IsArray)
{
    // Texts compare by their code points, as the rest of BotQA compares them.
    private static readonly Dictionary<Type, (string Sql, NpgsqlDbType Type)> Values = new()
    {
        [typeof(string)] = ("text COLLATE \"C\"", NpgsqlDbType.Text),
        [typeof(bool)] = ("boolean", NpgsqlDbType.Boolean),
        [typeof(short)] = ("smallint", NpgsqlDbType.Smallint),
        [typeof(int)] = ("integer", NpgsqlDbType.Integer),
        [typeof(long)] = ("bigint", NpgsqlDbType.Bigint),
        [typeof(float)] = ("real", NpgsqlDbType.Real),
        [typeof(double)] = ("double precision", NpgsqlDbType.Double),
        [typeof(decimal)] = ("numeric", NpgsqlDbType.Numeric),
        [typeof(Guid)] = ("uuid", NpgsqlDbType.Uuid),
        [typeof(DateTime)] = ("timestamp", NpgsqlDbType.Timestamp),
        [typeof(DateTimeOffset)] = ("timestamptz", NpgsqlDbType.TimestampTz),
        [typeof(byte[])] = ("bytea", NpgsqlDbType.Bytea),
        [typeof(ReadOnlyMemory<byte>)] = ("bytea", NpgsqlDbType.Bytea),
    };

    /// <summary>The types that can be kept, as error messages name them.</summary>
    public const string Supported = "string, bool, short, int, long, float, double, decimal, Guid, DateTime, DateTimeOffset, byte[], ReadOnlyMemory<byte>, and lists and arrays of these";

    /// <summary>Finds how values of a type are kept.</summary>
    public static bool TryGet(Type type, [NotNullWhen(true)] out ColumnType? column)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (Values.TryGetValue(value, out var known))
        {
            column = new ColumnType(known.Sql, value == typeof(ReadOnlyMemory<byte>) ? typeof(byte[]) : value, known.Type, IsArray: false);
            return true;
        }

        var element = type.IsArray ? type.GetElementType()
            : type.IsGenericType && type.IsAssignableFrom(typeof(List<>).MakeGenericType(type.GenericTypeArguments[0])) ? type.GenericTypeArguments[0]
            : null;
        column = element is not null && Values.TryGetValue(element, out known) && known.Type != NpgsqlDbType.Bytea
            ? new ColumnType(element == typeof(string) ? "text[] COLLATE \"C\"" : $"{known.Sql}[]", element, known.Type, IsArray: true)
            : null;
        return column is not null;
    }

    /// <summary>A value of the property as the database takes it.</summary>
    public object ToDatabase(object? value) => value switch
    {
        null => DBNull.Value,
        string text => DatabaseText.Of(text),
        ReadOnlyMemory<byte> bytes => bytes.ToArray(),
        DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
        DateTimeOffset time => time.ToUniversalTime(),
        System.Collections.IEnumerable values when IsArray => ToArray(values),
        _ => value,
    };

    /// <summary>A value of the database as a property of the given type holds it.</summary>
    public object? ToProperty(object value, Type type) => value switch
    {
        DBNull => null,
        byte[] bytes when (Nullable.GetUnderlyingType(type) ?? type) == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(bytes),
        DateTime time when Element == typeof(DateTimeOffset) => new DateTimeOffset(time),
        Array array when IsArray && !type.IsInstanceOfType(array) => Activator.CreateInstance(typeof(List<>).MakeGenericType(Element), array),
        _ => value,
    };

    /// <summary>An array of values as the database takes it.</summary>
    public Array ToArray(System.Collections.IEnumerable values)
    {
        var list = values.Cast<object>().ToList();
        var array = Array.CreateInstance(Element, list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            array.SetValue(list[i], i);
        }

        return array;
    }
}
