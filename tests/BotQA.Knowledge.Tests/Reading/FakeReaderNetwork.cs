using BotQA.Knowledge.Reading;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.Knowledge.Tests.Reading;

/// <summary>A network that finds the answer wherever <c>answer</c> (one token) stands, surer the more often, and takes a fixed time for a token.</summary>
internal sealed class FakeReaderNetwork(int answerId, FakeTimeProvider time, TimeSpan perToken = default) : IReaderNetwork
{
    public List<IReadOnlyList<ReaderWindow>> Batches { get; } = [];

    public bool IsDisposed { get; private set; }

    public float[] Run(IReadOnlyList<ReaderWindow> windows)
    {
        Batches.Add(windows);
        var width = windows.Max(w => w.Ids.Length);
        time.Advance(perToken * (width * windows.Count));
        var logits = new float[windows.Count * width * 2];
        for (var row = 0; row < windows.Count; row++)
        {
            var found = windows[row].Ids.Count(id => id == answerId);
            for (var i = windows[row].PassageStart; i < windows[row].PassageEnd; i++)
            {
                var value = windows[row].Ids[i] == answerId ? 2 + found : -5;
                logits[2 * ((row * width) + i)] = value;
                logits[(2 * ((row * width) + i)) + 1] = value;
            }

            logits[2 * row * width] = 1;
        }

        return logits;
    }

    public void Dispose() => IsDisposed = true;
}
