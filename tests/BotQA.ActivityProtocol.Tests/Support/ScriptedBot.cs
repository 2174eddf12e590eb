using BotQA.ActivityProtocol.Hosting;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A bot that does what a test says.</summary>
internal sealed class ScriptedBot(Func<ITurnContext, CancellationToken, Task> script) : IBot
{
    public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => script(turnContext, cancellationToken);
}
