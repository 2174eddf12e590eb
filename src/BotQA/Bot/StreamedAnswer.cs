using BotQA.ActivityProtocol.Teams;
using BotQA.Bot.Rendering;
using BotQA.Knowledge.Answering;

namespace BotQA.Bot;

/// <summary>Shows an answer while it grows: each sentence once it was verified, as the message at the end will have it.</summary>
internal sealed class StreamedAnswer(StreamingResponse stream, AnswerRenderers renderers, string? channelId) : IProgress<Answer>
{
    // A renderer may shorten a longer text, and what was shown can't be taken back.
    private const int MaxLength = 4_000;

    private string _shown = "";

    /// <inheritdoc/>
    public void Report(Answer value)
    {
        var text = renderers.RenderBeginning(value, channelId);
        if (text.Length <= MaxLength && text.StartsWith(_shown, StringComparison.Ordinal))
        {
            stream.Append(text[_shown.Length..]);
            _shown = text;
        }
    }
}
