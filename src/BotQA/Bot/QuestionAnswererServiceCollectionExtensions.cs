using BotQA.Knowledge;
using BotQA.Knowledge.Answering;
using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>Registers what stands before the answerer.</summary>
internal static class QuestionAnswererServiceCollectionExtensions
{
    /// <summary>Puts the limit of <see cref="BotOptions.ConcurrentAnswers"/> before the answerer that is registered.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static IServiceCollection LimitConcurrentAnswers(this IServiceCollection services) => services.Decorate<IQuestionAnswerer>((provider, inner) =>
        new LimitedQuestionAnswerer(inner, provider.GetRequiredService<IOptions<BotOptions>>().Value.ConcurrentAnswers));
}
