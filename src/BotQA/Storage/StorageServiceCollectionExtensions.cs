using BotQA.Postgres;
using Microsoft.Extensions.Options;

namespace BotQA.Storage;

/// <summary>Registers where the knowledge base is kept.</summary>
internal static class StorageServiceCollectionExtensions
{
    /// <summary>Adds the place that the settings name: the memory of the host, or PostgreSQL.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var options = StorageOptions.Read(configuration);
        services.AddSingleton(Options.Create(options));
        if (options.IsPostgres || options.IsStatePostgres)
        {
            services.AddPostgres(options.ConnectionString!);
        }

        return services.AddInMemoryVectorStore(configuration.GetSection(StorageOptions.SectionName).Bind);
    }
}
