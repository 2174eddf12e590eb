using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotQA.Web.Chat;

/// <summary>Adds the chat page.</summary>
internal static class ChatPageServiceCollectionExtensions
{
    /// <summary>Adds the page and the Direct Line server that it talks to.</summary>
    public static IServiceCollection AddChatPage(this IServiceCollection services)
    {
        services.AddOptions<ChatPageOptions>().BindConfiguration(ChatPageOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ChatPageOptions>, ChatPageOptionsValidator>());
        services.TryAddSingleton<IChatPageContent, CatalogChatPageContent>();
        services.TryAddSingleton<ChatPage>();
        return services.AddDirectLine();
    }
}
