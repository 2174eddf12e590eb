using BotQA.Knowledge.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotQA.Uploads;

/// <summary>Registers the files of conversations.</summary>
internal static class UploadServiceCollectionExtensions
{
    /// <summary>Adds the files of conversations, and lets the registered <see cref="IDocumentCatalog"/> find their documents.</summary>
    /// <exception cref="InvalidOperationException">There is no catalog.</exception>
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<UploadOptions>, UploadOptionsValidator>());
        services.TryAddSingleton<ConversationUploads>();
        services.TryAddSingleton<UploadReceiver>();

        var catalog = services.LastOrDefault(service => service.ServiceType == typeof(IDocumentCatalog))
            ?? throw new InvalidOperationException($"Register an {nameof(IDocumentCatalog)} before the uploads.");
        services.Remove(catalog);
        return services.AddSingleton<IDocumentCatalog>(provider => new UploadAwareCatalog(
            (IDocumentCatalog)(catalog.ImplementationInstance
                ?? catalog.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, catalog.ImplementationType!)),
            provider.GetRequiredService<ConversationUploads>()));
    }
}
