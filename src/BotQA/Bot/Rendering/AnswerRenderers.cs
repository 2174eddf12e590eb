using BotQA.ActivityProtocol.Schema;
using BotQA.Knowledge.Answering;

namespace BotQA.Bot.Rendering;

/// <summary>Turns answers into messages, each by the renderer of its channel.</summary>
internal sealed class AnswerRenderers(IEnumerable<IAnswerRenderer> renderers)
{
    private readonly IReadOnlyList<IAnswerRenderer> _renderers = [.. renderers];

    /// <summary>Renders an answer: below the question as it was understood where that isn't how it was put, and above buttons where it can mean several things.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="answerId">The id under which the bot remembers the answer.</param>
    /// <param name="channelId">The channel.</param>
    public Activity Render(Answer answer, string answerId, string? channelId)
    {
        var message = For(channelId).Render(answer, answerId);
        message.Text = Heading(answer, channelId) + message.Text;
        if (answer.Readings.Count > 0)
        {
            message.SuggestedActions = MessageFactory.SuggestedActions(text: null, answer.Readings).SuggestedActions;
        }

        return message;
    }

    /// <summary>Renders the text of an answer that may still grow: the text of the whole message begins with it.</summary>
    public string RenderBeginning(Answer answer, string? channelId) => Heading(answer, channelId) + For(channelId).RenderBeginning(answer);

    private static string Heading(Answer answer, string? channelId) =>
        answer.AskedQuestion is null ? "" : $"*{MarkdownText.Escape(answer.Question, MarkdownFlavors.Of(channelId))}*\n\n";

    // The first renderer made for a channel; the last one registered is made for all.
    private IAnswerRenderer For(string? channelId) => _renderers.First(renderer => renderer.IsFor(channelId));
}
