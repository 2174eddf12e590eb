using BotQA.ActivityProtocol.Inbox;

namespace BotQA.Web;

/// <summary>The bot is ready when its documents can be searched, or it is known that they can't.</summary>
internal sealed class KnowledgeReadiness(KnowledgeState state) : IBotReadiness
{
    /// <inheritdoc/>
    public Task Ready => state.Settled;
}
