namespace BotQA.Knowledge.Storage.Collections;

/// <summary>Keeps the best hits: a heap with the worst of them on top. Equal scores are ordered by key.</summary>
internal sealed class BestHits<TKey, TRecord>(CollectionSnapshot<TKey, TRecord> snapshot, int capacity, double scoreThreshold = double.NegativeInfinity)
    where TKey : notnull
    where TRecord : class
{
    private static readonly IComparer<TKey> Keys = KeyOrder.For<TKey>();

    private readonly List<Hit> _heap = [];

    /// <summary>A hit with a lower score than this is turned away; one with the same score may still be kept for its key.</summary>
    public double Threshold => _heap.Count < capacity ? scoreThreshold
        : capacity == 0 ? double.PositiveInfinity
        : Math.Max(scoreThreshold, _heap[0].Score);

    /// <summary>Offers a hit. A score that is not a number is turned away.</summary>
    public void Add(Hit hit)
    {
        if (!(hit.Score >= Threshold))
        {
            return;
        }

        if (_heap.Count < capacity)
        {
            _heap.Add(hit);
            SiftUp(_heap.Count - 1);
        }
        else if (capacity > 0 && Compare(hit, _heap[0]) < 0)
        {
            _heap[0] = hit;
            SiftDown();
        }
    }

    /// <summary>Offers the hits of another search of the same snapshot.</summary>
    public void AddAll(BestHits<TKey, TRecord> other)
    {
        foreach (var hit in other._heap)
        {
            Add(hit);
        }
    }

    /// <summary>The hits kept, best first.</summary>
    public List<Hit> ToSorted()
    {
        _heap.Sort(Compare);
        return _heap;
    }

    private int Compare(Hit left, Hit right)
    {
        var byScore = right.Score.CompareTo(left.Score);
        return byScore != 0 ? byScore : Keys.Compare(snapshot.KeyAt(left.Location), snapshot.KeyAt(right.Location));
    }

    private void SiftUp(int child)
    {
        while (child > 0)
        {
            var parent = (child - 1) / 2;
            if (Compare(_heap[child], _heap[parent]) <= 0)
            {
                return;
            }

            (_heap[child], _heap[parent]) = (_heap[parent], _heap[child]);
            child = parent;
        }
    }

    private void SiftDown()
    {
        for (var parent = 0; ;)
        {
            var worst = parent;
            for (var child = (2 * parent) + 1; child <= (2 * parent) + 2 && child < _heap.Count; child++)
            {
                worst = Compare(_heap[child], _heap[worst]) > 0 ? child : worst;
            }

            if (worst == parent)
            {
                return;
            }

            (_heap[parent], _heap[worst]) = (_heap[worst], _heap[parent]);
            parent = worst;
        }
    }
}
