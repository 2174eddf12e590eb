using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace BotQA.Knowledge.Ingestion;

/// <summary>
/// Reading, embedding and publishing side by side: while a batch is embedded the next one is read and the one before is published. What
/// lies between two of them is bounded, so a fast one waits for a slow one.
/// </summary>
internal static class IngestionPipeline
{
    private const int ItemsAhead = 64;
    private const int ItemsPerBatch = 512;

    /// <summary>The chunks of a batch: enough for every processor to be busy until its end, and few to be lost when the process dies.</summary>
    public static int ChunksPerBatch { get; } = 16 * Math.Clamp(Environment.ProcessorCount, 2, 16);

    /// <summary>Runs the three until everything is published; the first one that fails ends the others.</summary>
    /// <param name="read">Writes items; the writer is completed afterwards.</param>
    /// <param name="chunksOf">The number of chunks of an item, by which batches are filled.</param>
    /// <param name="embed">Makes a batch of items.</param>
    /// <param name="publish">Takes the batches, one at a time, in order.</param>
    /// <param name="cancellationToken">Ends the run; what was published stays.</param>
    public static async Task RunAsync<TItem, TBatch>(
        Func<ChannelWriter<TItem>, CancellationToken, Task> read,
        Func<TItem, int> chunksOf,
        Func<IReadOnlyList<TItem>, CancellationToken, Task<TBatch>> embed,
        Func<TBatch, CancellationToken, Task> publish,
        CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = ending.Token;
        var items = Channel.CreateBounded<TItem>(new BoundedChannelOptions(ItemsAhead) { SingleReader = true });
        var batches = Channel.CreateBounded<TBatch>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        ExceptionDispatchInfo? failure = null;
        await Task.WhenAll(
            RunStageAsync(() => read(items.Writer, token), () => items.Writer.Complete()),
            RunStageAsync(() => EmbedAsync(items.Reader, chunksOf, embed, batches.Writer, token), () => batches.Writer.Complete()),
            RunStageAsync(() => PublishAsync(batches.Reader, publish, token), () => { }));
        failure?.Throw();

        // On the pool, since a stage may compute for long before it first waits.
        Task RunStageAsync(Func<Task> stage, Action complete) => Task.Run(
            async () =>
            {
                try
                {
                    await stage();
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
                    await ending.CancelAsync();
                }

                complete();
            },
            CancellationToken.None);
    }

    private static async Task EmbedAsync<TItem, TBatch>(
        ChannelReader<TItem> items,
        Func<TItem, int> chunksOf,
        Func<IReadOnlyList<TItem>, CancellationToken, Task<TBatch>> embed,
        ChannelWriter<TBatch> batches,
        CancellationToken cancellationToken)
    {
        while (await items.WaitToReadAsync(cancellationToken))
        {
            // What is there is taken, and no more waited for: a single changed file is searchable at once.
            var batch = new List<TItem>();
            for (var chunks = 0; chunks < ChunksPerBatch && batch.Count < ItemsPerBatch && items.TryRead(out var item); chunks += chunksOf(item))
            {
                batch.Add(item);
            }

            await batches.WriteAsync(await embed(batch, cancellationToken), cancellationToken);
        }
    }

    private static async Task PublishAsync<TBatch>(ChannelReader<TBatch> batches, Func<TBatch, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        await foreach (var batch in batches.ReadAllAsync(cancellationToken))
        {
            await publish(batch, cancellationToken);
        }
    }
}
