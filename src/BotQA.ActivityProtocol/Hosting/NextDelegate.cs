namespace BotQA.ActivityProtocol.Hosting;

/// <summary>The rest of a turn.</summary>
/// <param name="cancellationToken">Cancels the rest.</param>
public delegate Task NextDelegate(CancellationToken cancellationToken);
