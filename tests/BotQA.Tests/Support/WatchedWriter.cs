using System.Text;

namespace BotQA.Tests.Support;

/// <summary>Tells when a text has been written.</summary>
internal sealed class WatchedWriter(string expected) : StringWriter
{
    private readonly TaskCompletionSource<string> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _text = new();

    /// <summary>All that was written by the time the expected text was.</summary>
    public Task<string> Written => _written.Task;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        base.Write(value);
        lock (_text)
        {
            if (_text.Append(value).ToString() is var text && text.Contains(expected, StringComparison.Ordinal))
            {
                _written.TrySetResult(text);
            }
        }
    }
}
