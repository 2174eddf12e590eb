using BotQA.Knowledge.Answering;
using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>Registers what stands before the answerer.</summary>
internal static class QuestionAnswererServiceCollectionExtensions
{
    /// <summary>Puts the limit of <see cref="BotOptions.ConcurrentAnswers"/> before the answerer that is registered.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static IServiceCollection LimitConcurrentAnswers(this IServiceCollection services)
    {
        var registered = services.LastOrDefault(service => service.ServiceType == typeof(IQuestionAnswerer))
            ?? throw new InvalidOperationException($"Register an {nameof(IQuestionAnswerer)} before its limit.");
        services.Remove(registered);
        return services.AddSingleton<IQuestionAnswerer>(provider => new LimitedQuestionAnswerer(
            Create(provider, registered), provider.GetRequiredService<IOptions<BotOptions>>().Value.ConcurrentAnswers));
    }

    private static IQuestionAnswerer Create(IServiceProvider provider, ServiceDescriptor registered) => (IQuestionAnswerer)(
        registered.ImplementationInstance
        ?? registered.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!));
}
