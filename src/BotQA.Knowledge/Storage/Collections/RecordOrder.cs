using System.Collections;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace BotQA.Knowledge.Storage.Collections;

/// <summary>The order that a caller asked for; records that it leaves equal are ordered by key.</summary>
internal sealed class RecordOrder<TKey, TRecord>
    where TKey : notnull
    where TRecord : class
{
    private static readonly IComparer<TKey> Keys = KeyOrder.For<TKey>();

    private readonly List<(PropertyModel Property, bool Ascending)> _properties = [];

    public RecordOrder(CollectionModel model, Func<FilteredRecordRetrievalOptions<TRecord>.OrderByDefinition, FilteredRecordRetrievalOptions<TRecord>.OrderByDefinition>? orderBy)
    {
        foreach (var sort in orderBy?.Invoke(new()).Values ?? [])
        {
            var property = model.GetDataOrKeyProperty(sort.PropertySelector);
            var type = Nullable.GetUnderlyingType(property.Type) ?? property.Type;
            if (!type.IsAssignableTo(typeof(IComparable)))
            {
                throw new NotSupportedException($"Records can't be ordered by '{property.ModelName}': values of type '{type.Name}' have no order.");
            }

            _properties.Add((property, sort.Ascending));
        }
    }

    /// <summary>The locations in order.</summary>
    public IEnumerable<RowLocation> Sort(CollectionSnapshot<TKey, TRecord> snapshot, IEnumerable<RowLocation> locations)
    {
        var ordered = locations.Order(Comparer<RowLocation>.Create((_, _) => 0));
        foreach (var (property, ascending) in _properties)
        {
            object? Value(RowLocation location) => property.GetValueAsObject(snapshot.RecordAt(location));
            ordered = ascending ? ordered.ThenBy(Value, ValueComparer.Instance) : ordered.ThenByDescending(Value, ValueComparer.Instance);
        }

        return ordered.ThenBy(snapshot.KeyAt, Keys);
    }

    private sealed class ValueComparer : IComparer<object?>
    {
        public static ValueComparer Instance { get; } = new();

        public int Compare(object? x, object? y) => (x, y) switch
        {
            (string left, string right) => string.CompareOrdinal(left, right),
            _ => Comparer.DefaultInvariant.Compare(x, y),
        };
    }
}
