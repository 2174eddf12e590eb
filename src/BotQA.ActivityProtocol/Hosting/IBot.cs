namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Acts on activities. A new instance is resolved from the services of each turn's scope.</summary>
public interface IBot
{
    /// <summary>Handles one activity.</summary>
    /// <param name="turnContext">The activity and the ways to answer it; not to be used after the turn.</param>
    /// <param name="cancellationToken">Cancelled when the turn takes too long or the host stops.</param>
    Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);
}
