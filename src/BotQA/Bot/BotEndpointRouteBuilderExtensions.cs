using BotQA.Sources;

namespace BotQA.Bot;

/// <summary>Maps the chat bot.</summary>
internal static class BotEndpointRouteBuilderExtensions
{
    /// <summary>Maps <c>/api/messages</c> for the channels and <c>/sources/</c> for readers.</summary>
    public static void MapBotQABot(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapBotMessages();
        endpoints.MapSources();
    }
}
