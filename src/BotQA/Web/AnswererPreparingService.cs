using BotQA.Knowledge.Answering;

namespace BotQA.Web;

/// <summary>Prepares the answerer once questions can be answered, so that the first one doesn't wait for models and being ready isn't delayed by them.</summary>
internal sealed class AnswererPreparingService(IServiceProvider services, KnowledgeState state) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The answerer is made no earlier either.
            await state.Settled.WaitAsync(stoppingToken);
            await services.GetRequiredService<IQuestionAnswerer>().PrepareAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; thrown on, this would be logged as a failure of the host.
        }
    }
}
