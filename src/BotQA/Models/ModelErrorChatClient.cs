using System.Runtime.CompilerServices;
using BotQA.Knowledge.Generation;
using Microsoft.Extensions.AI;

namespace BotQA.Models;

/// <summary>Turns the exceptions of the providers' clients into <see cref="ModelException"/>, whose messages are short and name no secret.</summary>
internal sealed class ModelErrorChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception e) when (ModelErrors.Translate(e) is { } translated)
        {
            throw translated;
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(updates))
        {
            yield return updates.Current;
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception e) when (ModelErrors.Translate(e) is { } translated)
        {
            throw translated;
        }
    }
}
