using BotQA.Knowledge.Answering;

namespace BotQA.Web;

/// <summary>Loads the models once questions can be answered, so that the first one doesn't wait for them and being ready isn't delayed.</summary>
internal sealed class AnswererPreparingService(IQuestionAnswerer answerer, KnowledgeState state) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await state.Settled.WaitAsync(stoppingToken);
            await answerer.PrepareAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; thrown on, this would be logged as a failure of the host.
        }
    }
}
