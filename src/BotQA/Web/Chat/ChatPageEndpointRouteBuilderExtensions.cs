using BotQA.Json;

namespace BotQA.Web.Chat;

/// <summary>Maps the chat page.</summary>
internal static class ChatPageEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the page at <c>/</c>, its files below <c>/assets</c>, what it says of the bot at <c>/api/knowledge</c>, and Direct Line at
    /// <c>/v3/directline</c>.
    /// </summary>
    public static void MapChatPage(this IEndpointRouteBuilder endpoints)
    {
        var page = endpoints.ServiceProvider.GetRequiredService<ChatPage>();
        endpoints.MapGet("/", page.Send);
        endpoints.MapGet("/assets/chat.js", page.Script.Send);
        endpoints.MapGet("/assets/chat.css", page.Style.Send);
        endpoints.MapGet("/assets/chat.js.LEGAL.txt", page.Licenses.Send);
        endpoints.MapGet("/api/knowledge", async (HttpContext context, IChatPageContent content) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(await content.GetAsync(context.RequestAborted), BotQAJson.Line);
        });
        endpoints.MapDirectLine();
    }
}
