using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace BotQA.Knowledge.Generation;

/// <summary>What a model used for one question.</summary>
internal sealed class GenerationUsage
{
    /// <summary>The tokens of the prompts.</summary>
    public long InputTokens { get; private set; }

    /// <summary>The tokens of the replies.</summary>
    public long OutputTokens { get; private set; }

    /// <summary>What the model searched for, in order.</summary>
    public ConcurrentQueue<string> Searches { get; } = [];

    /// <summary>Adds what a part of a reply tells of its tokens.</summary>
    public void Add(ChatResponseUpdate update)
    {
        foreach (var content in update.Contents.OfType<UsageContent>())
        {
            InputTokens += content.Details.InputTokenCount ?? 0;
            OutputTokens += content.Details.OutputTokenCount ?? 0;
        }
    }
}
