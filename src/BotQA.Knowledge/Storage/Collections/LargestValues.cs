namespace BotQA.Knowledge.Storage.Collections;

/// <summary>Keeps the largest of many values, to know what a value must reach to be among them.</summary>
internal sealed class LargestValues(int capacity, float floor)
{
    private readonly PriorityQueue<float, float> _values = new();

    /// <summary>The smallest of the values kept once there are enough of them, and never less than the floor.</summary>
    public float Threshold { get; private set; } = capacity == 0 ? float.PositiveInfinity : floor;

    /// <summary>Offers a value.</summary>
    public void Add(float value)
    {
        if (_values.Count < capacity)
        {
            _values.Enqueue(value, value);
        }
        else if (capacity > 0)
        {
            _values.EnqueueDequeue(value, value);
        }

        if (_values.Count == capacity && capacity > 0)
        {
            Threshold = Math.Max(floor, _values.Peek());
        }
    }
}
