using BotQA.Knowledge.Reading;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.Knowledge.Tests.Reading;

/// <summary>A network that finds the answer wherever one token stands, surer the more often, and takes a fixed time for each token.</summary>
internal sealed class FakeReaderNetwork(int answerId, FakeTimeProvider time, TimeSpan perToken = default) : IReaderNetwork
{
    public bool IsDisposed { get; private set; }

    public float[] Run(ReaderWindow window)
    {
        time.Advance(perToken * window.Ids.Length);
        var logits = new float[2 * window.Ids.Length];
        logits[0] = 1;
        for (var i = window.PassageStart; i < window.PassageEnd; i++)
        {
            logits[2 * i] = logits[(2 * i) + 1] = window.Ids[i] == answerId ? 2 + window.Ids.Count(id => id == answerId) : -5;
        }

        return logits;
    }

    public void Dispose() => IsDisposed = true;
}
