using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>Reads from a record type, or from a definition, what its properties are for.</summary>
internal sealed class InMemoryModelBuilder() : CollectionModelBuilder(Supported)
{
    /// <summary>The vector types, as error messages name them.</summary>
    public const string VectorTypes = "ReadOnlyMemory<float>, Embedding<float>, float[]";

    private static readonly Type[] KeyTypes = [typeof(string), typeof(Guid), typeof(int), typeof(long)];

    private static readonly CollectionModelBuildingOptions Supported = new()
    {
        RequiresAtLeastOneVector = false,
        SupportsMultipleVectors = true,
        UsesExternalSerializer = false,
    };

    protected override bool IsDataPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = null;
        return true;
    }

    protected override bool IsVectorPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = VectorTypes;
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
            throw new NotSupportedException(
                $"The key property '{keyProperty.ModelName}' has the type '{keyProperty.Type.Name}'; use string, Guid, int or long.");
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
    }
}
