using BotQA.ActivityProtocol.Schema;
using BotQA.Knowledge.Answering;

namespace BotQA.Bot.Rendering;

/// <summary>Turns answers into messages as one kind of channel shows them best.</summary>
internal interface IAnswerRenderer
{
    /// <summary>Whether the renderer is made for a channel.</summary>
    /// <param name="channelId">The id of the channel, or null for an unknown one.</param>
    bool IsFor(string? channelId);

    /// <summary>Renders an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="answerId">The id under which the bot remembers the answer, where the channel's feedback names it.</param>
    Activity Render(Answer answer, string answerId);

    /// <summary>Renders the text of an answer that may still grow: the text of the whole begins with it.</summary>
    string RenderBeginning(Answer answer);
}
