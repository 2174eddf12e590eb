using System.Diagnostics.CodeAnalysis;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Generation;

/// <summary>The passages that a model was shown for one question, numbered from 1. Safe for use from many threads.</summary>
internal sealed class TurnPassages
{
    private readonly Lock _gate = new();
    private readonly List<KnowledgeChunk> _chunks = [];

    /// <summary>The number of a passage, the same whenever it is shown.</summary>
    public int NumberOf(KnowledgeChunk chunk)
    {
        lock (_gate)
        {
            var known = _chunks.FindIndex(other => other.Key == chunk.Key);
            if (known < 0)
            {
                _chunks.Add(chunk);
                known = _chunks.Count - 1;
            }

            return known + 1;
        }
    }

    /// <summary>Finds a passage by its number.</summary>
    public bool TryGet(int number, [NotNullWhen(true)] out KnowledgeChunk? chunk)
    {
        lock (_gate)
        {
            chunk = number >= 1 && number <= _chunks.Count ? _chunks[number - 1] : null;
            return chunk is not null;
        }
    }
}
