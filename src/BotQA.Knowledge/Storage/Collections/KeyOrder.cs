namespace BotQA.Knowledge.Storage.Collections;

/// <summary>The order of keys by which equal scores are told apart: text by UTF-16 code unit, all else by value.</summary>
internal static class KeyOrder
{
    /// <summary>The order for a type of keys; keys of type <see cref="object"/> are all of one type within a collection.</summary>
    public static IComparer<TKey> For<TKey>() => typeof(TKey) switch
    {
        var type when type == typeof(string) => (IComparer<TKey>)(object)StringComparer.Ordinal,
        var type when type == typeof(object) => (IComparer<TKey>)(object)Comparer<object>.Create(CompareObjects),
        _ => Comparer<TKey>.Default,
    };

    private static int CompareObjects(object left, object right) => (left, right) switch
    {
        (string x, string y) => string.CompareOrdinal(x, y),
        _ => Comparer<object>.Default.Compare(left, right),
    };
}
