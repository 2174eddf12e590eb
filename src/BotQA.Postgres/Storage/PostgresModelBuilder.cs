using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace BotQA.Postgres.Storage;

/// <summary>Reads from a record type, or from a definition, what its properties are for.</summary>
internal sealed class PostgresModelBuilder() : CollectionModelBuilder(Options)
{
    private static readonly Type[] KeyTypes = [typeof(string), typeof(Guid), typeof(int), typeof(long)];

    private static readonly new CollectionModelBuildingOptions Options = new()
    {
        RequiresAtLeastOneVector = false,
        SupportsMultipleVectors = true,
        UsesExternalSerializer = false,
    };

    protected override bool IsDataPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = ColumnType.Supported;
        return ColumnType.TryGet(type, out _);
    }

    protected override bool IsVectorPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = "ReadOnlyMemory<float>, Embedding<float>, float[]";
        return type == typeof(ReadOnlyMemory<float>)
            || type == typeof(ReadOnlyMemory<float>?)
            || type == typeof(Embedding<float>)
            || type == typeof(float[]);
    }

    protected override void ValidateKeyProperty(KeyPropertyModel keyProperty)
    {
        base.ValidateKeyProperty(keyProperty);
        if (!KeyTypes.Contains(keyProperty.Type))
        {
            throw new NotSupportedException($"The key property '{keyProperty.ModelName}' has the type '{keyProperty.Type.Name}'; use string, Guid, int or long.");
        }
    }

    protected override void Customize()
    {
        foreach (var property in DataProperties)
        {
            if (property.IsFullTextIndexed && property.Type != typeof(string))
            {
                throw new NotSupportedException(
                    $"The property '{property.ModelName}' has the type '{property.Type.Name}'; only a string can be indexed for full-text search.");
            }
        }

        if (DataProperties.Count(property => property.IsFullTextIndexed) > WordColumns.MaxFields)
        {
            throw new NotSupportedException($"More than {WordColumns.MaxFields} properties are indexed for full-text search.");
        }
    }
}
