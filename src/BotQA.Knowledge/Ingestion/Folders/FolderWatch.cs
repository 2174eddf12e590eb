using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>
/// Waits until something changes in a folder. What the system tells is only taken for a hint that a comparison is due, so it does no harm
/// when it tells too much, too little or in another order. Where it tells nothing at all, the waits are short.
/// </summary>
internal sealed partial class FolderWatch(string path, TimeProvider time, ILogger logger) : IDisposable
{
    private const int BufferBytes = 64 << 10;

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestNoise = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private FileSystemWatcher? _watcher;
    private bool _isDeaf;

    /// <summary>Begins to listen, as soon as there is such a folder.</summary>
    public void Listen()
    {
        if (_watcher is not null || _isDeaf || !Directory.Exists(path))
        {
            return;
        }

        try
        {
            _watcher = new FileSystemWatcher(path)
            {
                IncludeSubdirectories = true,
                InternalBufferSize = BufferBytes,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            _watcher.Changed += (_, _) => Hint();
            _watcher.Created += (_, _) => Hint();
            _watcher.Deleted += (_, _) => Hint();
            _watcher.Renamed += (_, _) => Hint();
            _watcher.Error += (_, _) => Restart();
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            Dispose();
            _isDeaf = true;
            LogDeaf(path, exception.Message);
        }
    }

    /// <summary>Waits for a change and then, since changes come in swarms, until it is quiet for a moment; at most for a time.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Listen();
        if (!await IsHintedAsync(_watcher is null && longest > PollInterval ? PollInterval : longest, cancellationToken))
        {
            return;
        }

        var first = time.GetTimestamp();
        while (time.GetElapsedTime(first) < LongestNoise && await IsHintedAsync(Quiet, cancellationToken))
        {
        }
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _watcher = null;
    }

    private async Task<bool> IsHintedAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(within, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _hints.Reader.ReadAsync(ending.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Hint() => _hints.Writer.TryWrite(true);

    // After too many events at once, or when the folder itself was moved, a new watcher is needed; what was missed, a comparison finds.
    private void Restart()
    {
        Dispose();
        Hint();
    }

    [LoggerMessage(LogLevel.Warning, "The system doesn't tell of changes in '{Path}': {Reason} The folder is looked through every second instead.")]
    private partial void LogDeaf(string path, string reason);
}
