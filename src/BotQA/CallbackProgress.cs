namespace BotQA;

/// <summary>Hands progress on at once and on the same thread, unlike <see cref="Progress{T}"/>, so that none arrives after the end.</summary>
internal sealed class CallbackProgress<T>(Action<T> callback) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => callback(value);
}
