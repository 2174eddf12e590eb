namespace BotQA.Knowledge.Reading;

/// <summary>The time that one question's passages may take, of which it is foreseen from the finished runs whether another fits.</summary>
internal sealed class ReadingBudget(TimeSpan budget, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _spent;
    private long _tokens;

    /// <summary>Whether reading so many tokens would probably end in time. Before anything was measured it is taken to.</summary>
    public bool Allows(int tokens)
    {
        lock (_gate)
        {
            return _tokens == 0 || time.GetElapsedTime(_started) + (_spent / _tokens * tokens) <= budget;
        }
    }

    /// <summary>Runs <paramref name="run"/> and remembers how long it took.</summary>
    public T Measure<T>(int tokens, Func<T> run)
    {
        var begun = time.GetTimestamp();
        var result = run();
        lock (_gate)
        {
            _spent += time.GetElapsedTime(begun);
            _tokens += tokens;
        }

        return result;
    }
}
