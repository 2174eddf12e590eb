using System.Collections;
using BotQA.Knowledge.Embeddings;

namespace BotQA.Knowledge.Tests.Embeddings.Support;

/// <summary>A list of texts that does something when a certain number of them was read after the first pass over all.</summary>
internal abstract class WatchedList(int actAt, int count) : IReadOnlyList<string>
{
    private int _reads;

    public int Count => count;

    /// <summary>How many texts were read to be embedded; the first pass, over all texts, puts them in order.</summary>
    public int Embedded => Math.Max(0, _reads - count);

    public string this[int index]
    {
        get
        {
            if (Interlocked.Increment(ref _reads) == count + actAt)
            {
                Act();
            }

            return "text " + index;
        }
    }

    public IEnumerator<string> GetEnumerator() => throw new NotSupportedException("The texts are read by index.");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected abstract void Act();
}

/// <summary>Cancels while it is read.</summary>
internal sealed class CancellingList(CancellationTokenSource cancellation, int cancelAt, int count) : WatchedList(cancelAt, count)
{
    protected override void Act() => cancellation.Cancel();
}

/// <summary>Disposes of the generator that reads it.</summary>
internal sealed class DisposingList(MiniLmEmbeddingGenerator generator, int disposeAt, int count) : WatchedList(disposeAt, count)
{
    protected override void Act() => generator.Dispose();
}
