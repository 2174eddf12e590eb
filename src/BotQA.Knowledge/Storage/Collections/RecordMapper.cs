using Microsoft.Extensions.VectorData.ProviderServices;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>Turns the records of callers into those of the store and back. What lies in the store is never the caller's own object.</summary>
internal sealed class RecordMapper<TKey, TRecord>(CollectionModel model, CollectionSchema schema)
    where TKey : notnull
    where TRecord : class
{
    private const int LongestValue = 8_000;

    private readonly PropertyModel[] _texts = [.. schema.Keywords.TextFields.Select(name => model.PropertyMap[name])];
    private readonly PropertyModel[] _values = [.. schema.Keywords.ValueFields.Select(name => model.PropertyMap[name])];

    /// <summary>Checks records and takes copies of them; vectors that have to be generated are generated in one batch a property.</summary>
    /// <exception cref="ArgumentException">A record has no key, or a vector or a value that can't be stored.</exception>
    public async Task<StoredRecord<TKey, TRecord>[]> ToStoredAsync(IReadOnlyList<TRecord> records, CancellationToken cancellationToken)
    {
        var keys = records.Select(record => (TKey)RecordValues.KeyOf(model, record)).ToArray();
        var vectors = await RecordValues.VectorsAsync(model, records, keys, cancellationToken);
        return [.. records.Select((record, r) => new StoredRecord<TKey, TRecord>(
            keys[r],
            CopyWithoutVectors(record),
            vectors[r],
            [.. _texts.Select(property => property.GetValue<string?>(record))],
            [.. _values.Select(property => Value(property, record, keys[r]))]))];
    }

    /// <summary>A copy of a record in the store.</summary>
    public TRecord ToRecord(CollectionSnapshot<TKey, TRecord> snapshot, RowLocation location, bool includeVectors)
    {
        var record = CopyWithoutVectors(snapshot.RecordAt(location));
        for (var i = 0; includeVectors && i < model.VectorProperties.Count; i++)
        {
            if (snapshot.Segments[location.Segment].Rows.Vectors[i].Read(location.Row) is { } vector)
            {
                var property = model.VectorProperties[i];
                property.SetValueAsObject(record, RecordValues.ToProperty(property, vector));
            }
        }

        return record;
    }

    private static string? Value(PropertyModel property, TRecord record, TKey key)
    {
        var value = property.GetValue<string?>(record);
        return value is not { Length: > LongestValue }
            ? value
            : throw new ArgumentException(
                $"The indexed property '{property.ModelName}' of the record '{key}' has {value.Length} characters; at most {LongestValue} can be indexed.",
                nameof(record));
    }

    private TRecord CopyWithoutVectors(TRecord record)
    {
        var copy = model.CreateRecord<TRecord>();
        foreach (var property in model.Properties)
        {
            if (property is not VectorPropertyModel)
            {
                property.SetValueAsObject(copy, property.GetValueAsObject(record));
            }
        }

        return copy;
    }
}
