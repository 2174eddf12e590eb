using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Tests.Conversations;

/// <summary>A message and what is expected of its answer.</summary>
internal sealed record DialogueTurn(string Message)
{
    public string? Question { get; init; }

    public NotFoundReason? Reason { get; init; }

    public IReadOnlyList<string> Quotes { get; init; } = [];

    public IReadOnlyList<string> Readings { get; init; } = [];
}
