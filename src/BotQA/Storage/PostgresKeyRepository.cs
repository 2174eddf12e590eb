using System.Xml.Linq;
using BotQA.Postgres.Schema;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace BotQA.Storage;

/// <summary>Keeps the data-protection keys in the database, so that links, tokens and messages of one host are good on every other.</summary>
internal sealed class PostgresKeyRepository(NpgsqlDataSource dataSource, SchemaMigrator schema) : IXmlRepository
{
    private const string Select = "SELECT xml FROM data_protection_keys ORDER BY created, name";
    private const string Insert = "INSERT INTO data_protection_keys (name, xml) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = CreateCommand(Select);
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
        {
            elements.Add(XElement.Parse(reader.GetString(0)));
        }

        return elements;
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = CreateCommand(Insert, friendlyName, element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }

    // Keys are read at the start and then once a day, by callers that can't wait asynchronously.
    private NpgsqlCommand CreateCommand(string sql, params string[] values)
    {
        schema.EnsureAsync(SchemaPart.State, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
        return command;
    }
}
