namespace BotQA.ActivityProtocol.Inbox;

/// <summary>A bot that needs no preparation.</summary>
internal sealed class AlwaysReady : IBotReadiness
{
    public Task Ready => Task.CompletedTask;
}
