namespace BotQA.Bot.Rendering;

/// <summary>The renderers by channel.</summary>
internal sealed class AnswerRenderers(IEnumerable<IAnswerRenderer> renderers)
{
    private readonly IReadOnlyList<IAnswerRenderer> _renderers = [.. renderers];

    /// <summary>The first renderer made for a channel; the last one registered is made for all.</summary>
    public IAnswerRenderer For(string? channelId) => _renderers.First(renderer => renderer.IsFor(channelId));
}
