using Microsoft.Extensions.VectorData.ProviderServices;
using Npgsql;

namespace BotQA.Postgres.Storage;

/// <summary>A column that holds a property.</summary>
/// <param name="Name">Its name, quoted.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Property">The property.</param>
internal sealed record TableColumn(string Name, ColumnType Type, PropertyModel Property)
{
    /// <summary>A parameter with a value of the property.</summary>
    public NpgsqlParameter Parameter(object? value) => new()
    {
        Value = Type.ToDatabase(value),
        NpgsqlDbType = Type.IsArray ? Type.DbType | NpgsqlTypes.NpgsqlDbType.Array : Type.DbType,
    };

    /// <summary>A parameter with several values of the property.</summary>
    public NpgsqlParameter ArrayParameter(System.Collections.IEnumerable values) => new()
    {
        Value = Type.ToArray(values.Cast<object?>().OfType<object>().Select(Type.ToDatabase)),
        NpgsqlDbType = Type.DbType | NpgsqlTypes.NpgsqlDbType.Array,
    };
}
