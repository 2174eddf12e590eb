namespace BotQA.Knowledge.Conversations;

/// <summary>The turns of a conversation that are remembered, oldest first.</summary>
/// <param name="Turns">The turns.</param>
public sealed record ConversationHistory(IReadOnlyList<ConversationTurn> Turns)
{
    /// <summary>A conversation that begins.</summary>
    public static ConversationHistory Empty { get; } = new([]);

    /// <summary>The latest turn, or null in a conversation that begins.</summary>
    public ConversationTurn? Last => Turns.Count > 0 ? Turns[^1] : null;
}
