namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>Bounds the bytes of uploads that are in memory at a time: being received, waiting for their turn, or in it.</summary>
internal sealed class UploadBudget(long limit)
{
    private long _taken;

    /// <summary>Takes room for an upload.</summary>
    /// <returns>Gives the room back when it is disposed of; null when there isn't enough.</returns>
    public IDisposable? TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit)
        {
            return new Share(this, bytes);
        }

        Interlocked.Add(ref _taken, -bytes);
        return null;
    }

    private sealed class Share(UploadBudget budget, long bytes) : IDisposable
    {
        private int _isGivenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
            {
                Interlocked.Add(ref budget._taken, -bytes);
            }
        }
    }
}
