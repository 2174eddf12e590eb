using BotQA.Knowledge.Generation;

namespace BotQA.Models;

/// <summary>Loads at the start of the server what the first generated answer would else have to wait for.</summary>
internal sealed partial class ModelWarmUpService(GenerationWarmUp warmUp, ILogger<ModelWarmUpService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await warmUp.RunAsync().WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception e)
        {
            LogFailed(e, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "The model's answers can't be checked, so the documents' own sentences are shown instead: {Reason}")]
    private partial void LogFailed(Exception exception, string reason);
}
