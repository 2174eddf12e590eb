using BotQA.Knowledge;
using BotQA.Knowledge.Answering;
using BotQA.Postgres;
using BotQA.Postgres.Knowledge;
using BotQA.Postgres.Knowledge.Copies;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        if (options.IsPostgres)
        {
            services.AddPostgres(options.ConnectionString!);
        }

        var section = configuration.GetSection(StorageOptions.SectionName);
        if (options.IsPostgres)
        {
            services.AddPostgresKnowledge(section.Bind, section.Bind);
        }

        if (options.KeepsCopy)
        {
            services.AddKnowledgeCopy();
        }

        return services.AddInMemoryVectorStore(section.Bind);
    }

    /// <summary>
    /// Puts what is indexed in PostgreSQL into a schema of its own, which is dropped with the services once <see cref="ScratchSchema"/> was
    /// asked for: an evaluation must not write into the knowledge base. Nothing without a database.
    /// </summary>
    public static IServiceCollection UseScratchSchema(this IServiceCollection services)
    {
        if (services.Select(service => service.ImplementationInstance).OfType<IOptions<StorageOptions>>().LastOrDefault() is { Value: { IsPostgres: true } options })
        {
            services.Replace(ServiceDescriptor.Singleton(_ => PostgresDataSource.Create(PostgresDataSource.ScratchOf(options.ConnectionString!))));
            services.AddSingleton<ScratchSchema>();
        }

        return services;
    }

    /// <summary>Has the answerer that is registered say when the database is away; nothing without one.</summary>
    public static IServiceCollection AnswerOutages(this IServiceCollection services) => services.Any(service => service.ServiceType == typeof(KnowledgeFeed))
        ? services.Decorate<IQuestionAnswerer>((provider, inner) => new OutageQuestionAnswerer(
            inner, provider.GetRequiredService<KnowledgeFeed>(), provider.GetService<KnowledgeCopy>()))
        : services;

    /// <summary>Has the server follow what other hosts write to the database; nothing without one.</summary>
    public static IServiceCollection AddKnowledgeFeed(this IServiceCollection services) => services.Any(service => service.ServiceType == typeof(KnowledgeFeed))
        ? services.AddHostedService<KnowledgeFeedService>()
        : services;
}
