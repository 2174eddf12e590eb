using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Tests.Support;

/// <summary>The sample documents, indexed once for a class of tests.</summary>
public class SampleKnowledge : IAsyncLifetime
{
    private IndexedKnowledge? _knowledge;

    internal IndexedKnowledge Value => _knowledge ?? throw new InvalidOperationException("The sample isn't indexed yet.");

    public async ValueTask InitializeAsync() => _knowledge = await IndexedKnowledge.OfSampleAsync(Configure);

    public async ValueTask DisposeAsync()
    {
        if (_knowledge is not null)
        {
            await _knowledge.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected virtual void Configure(AnsweringOptions options)
    {
    }
}
