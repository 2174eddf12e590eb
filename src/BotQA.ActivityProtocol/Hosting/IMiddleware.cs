namespace BotQA.ActivityProtocol.Hosting;

/// <summary>A step that every turn passes on its way to the bot, in the order of registration.</summary>
public interface IMiddleware
{
    /// <summary>Acts before or after the rest of the turn, or instead of it.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="next">The rest of the turn; not calling it ends the turn.</param>
    /// <param name="cancellationToken">Cancelled when the turn takes too long or the host stops.</param>
    Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default);
}
