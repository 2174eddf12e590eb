namespace BotQA.Models;

/// <summary>Checks <see cref="ChatModelOptions"/>.</summary>
internal sealed class ChatModelOptionsValidator() : ModelOptionsValidator<ChatModelOptions>(ModelSettings.Chat)
{
    private static readonly TimeSpan LongestCacheDuration = TimeSpan.FromDays(1);

    protected override string NameExample => "gpt-4o-mini";

    protected override string OllamaExample => "llama3.1";

    protected override string Path => "/chat/completions";

    protected override IEnumerable<string> FailuresOf(ChatModelOptions options)
    {
        if (options.CacheDuration < TimeSpan.Zero || options.CacheDuration > LongestCacheDuration)
        {
            yield return $"{ModelSettings.Chat}:CacheDuration '{options.CacheDuration}' is out of range. Set it to a time from 00:00:00 (never) to 1.00:00:00.";
        }
    }
}
