using BotQA.ActivityProtocol.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>
/// Writes down which activities were accepted, begun, replied to and completed, so that a host that starts again knows what is left to do.
/// An accepted activity is on the disk before its task ends; requests that come meanwhile share the next flush. The file is written anew when
/// it has grown to twice its size and more.
/// </summary>
internal sealed partial class ActivityJournal : IDisposable
{
    private const string Extension = ".journal";
    private const long MinGrowth = 8 * 1_024 * 1_024;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _work = new(0, 1);
    private readonly string _folder;
    private readonly JournalState _state;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<ActivityJournal> _logger;
    private readonly Thread _flusher;
    private JournalFile? _file;
    private Batch _batch = new();
    private bool _isBroken;
    private bool _isClosing;

    public ActivityJournal(IOptions<InboxOptions> options, IOptions<BotEndpointOptions> endpoint, TimeProvider timeProvider, ILogger<ActivityJournal> logger)
    {
        _folder = Path.GetFullPath(options.Value.Path ?? Path.Combine(Path.GetTempPath(), "botqa-inbox"));
        _state = new JournalState(endpoint.Value.DuplicateWindow.Ticks, endpoint.Value.DuplicateCapacity);
        _timeProvider = timeProvider;
        _logger = logger;
        _flusher = new Thread(FlushAll) { IsBackground = true, Name = "BotQA inbox journal" };
    }

    /// <summary>Begins a journal, and takes over what hosts that are gone left in the folder.</summary>
    /// <returns>The activities that were accepted and not completed, in the order they came; and the keys of those that were completed lately.</returns>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public (IReadOnlyList<JournalEntry> Open, IReadOnlyList<string> Completed) Start()
    {
        CreateFolder();
        var left = Directory.EnumerateFiles(_folder, $"*{Extension}").Order(StringComparer.Ordinal).Select(Read).OfType<JournalFile>().ToList();
        try
        {
            Rewrite();
            left.ForEach(file => file.Delete());
        }
        finally
        {
            left.ForEach(file => file.Dispose());
        }

        _flusher.Start();
        return (_state.Open, _state.Completed);
    }

    /// <summary>Writes down that an activity is accepted.</summary>
    /// <exception cref="IOException">It can't be written; it must not be accepted.</exception>
    public Task AcceptAsync(string key, DateTimeOffset acceptedAt, ReadOnlyMemory<byte> payload)
    {
        lock (_gate)
        {
            Append(new JournalRecord(JournalRecordKind.Accepted, key, acceptedAt.UtcTicks, payload));
            _batch.Accepted.Add(key);
            Wake();
            return _batch.Flushed.Task;
        }
    }

    /// <summary>Writes down what has become of an accepted activity.</summary>
    public void Note(JournalRecordKind kind, string key, long number)
    {
        lock (_gate)
        {
            Append(new JournalRecord(kind, key, number));
            if (kind == JournalRecordKind.Replied || _isBroken)
            {
                Wake();
            }
        }
    }

    /// <summary>Ends the journal. What is not completed, or was lately, stays in the folder.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosing = true;
            Wake();
        }

        if (_flusher.IsAlive)
        {
            _flusher.Join();
        }

        if (_state.IsEmpty)
        {
            _file?.Delete();
        }

        _file?.Dispose();
        _work.Dispose();
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private JournalFile? Read(string path)
    {
        try
        {
            var file = JournalFile.Read(path, record => _state.Apply(record), out var damagedBytes);
            if (file is null)
            {
                LogNoJournal(path);
            }
            else if (damagedBytes > 0)
            {
                LogDamaged(path, damagedBytes);
            }

            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Mostly that of another host, which lives.
            LogLeft(path, exception.Message);
            return null;
        }
    }

    private void Append(in JournalRecord record)
    {
        _state.Apply(record);
        if (_isBroken)
        {
            return;
        }

        try
        {
            _file!.Write(record.ToBytes());
        }
        catch (IOException exception)
        {
            Break(exception);
        }
    }

    private void Wake()
    {
        if (_work.CurrentCount == 0)
        {
            _work.Release();
        }
    }

    // Its own thread: a disk may take its time, and requests shouldn't wait for a thread meanwhile.
    private void FlushAll()
    {
        var isClosing = false;
        while (!isClosing)
        {
            _work.Wait();
            Batch batch;
            lock (_gate)
            {
                (batch, _batch) = (_batch, new Batch());
                isClosing = _isClosing;
            }

            Flush(batch);
        }
    }

    private void Flush(Batch batch)
    {
        try
        {
            if (_isBroken || _file!.End > (2 * _file.Beginning) + MinGrowth)
            {
                Rewrite();
            }
            else
            {
                _file.Flush();
            }

            batch.Flushed.SetResult();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            lock (_gate)
            {
                Break(exception);
                batch.Accepted.ForEach(_state.Remove);
            }

            // Nobody waits where nothing was accepted.
            batch.Flushed.SetException(exception);
            _ = batch.Flushed.Task.Exception;
        }
    }

    private void Rewrite()
    {
        lock (_gate)
        {
            _state.Forget(_timeProvider.GetUtcNow());
            var file = JournalFile.Create(Path.Combine(_folder, $"{Guid.CreateVersion7():N}{Extension}"), _state.ToRecords());
            (var old, _file) = (_file, file);
            old?.Delete();
            if (_isBroken)
            {
                _isBroken = false;
                LogRegained(_folder);
            }
        }
    }

    private void Break(Exception exception)
    {
        if (!_isBroken)
        {
            _isBroken = true;
            LogLost(_folder, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "Accepted messages can't be written to {Folder}; until they can, none is accepted. Make room there, or set Bot:Inbox:Path to another folder. {Reason}")]
    private partial void LogLost(string folder, string reason);

    [LoggerMessage(LogLevel.Information, "Accepted messages are written to {Folder} again.")]
    private partial void LogRegained(string folder);

    [LoggerMessage(LogLevel.Warning, "The last {Bytes} bytes of {Path} were not written whole, and are left out; nobody was told that what they held is accepted.")]
    private partial void LogDamaged(string path, long bytes);

    [LoggerMessage(LogLevel.Warning, "{Path} is no journal of this version and is left as it is.")]
    private partial void LogNoJournal(string path);

    [LoggerMessage(LogLevel.Debug, "{Path} is left to the host that has it open. {Reason}")]
    private partial void LogLeft(string path, string reason);

    /// <summary>What the next flush puts on the disk.</summary>
    private sealed class Batch
    {
        public TaskCompletionSource Flushed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The activities whose requests wait for it.</summary>
        public List<string> Accepted { get; } = [];
    }
}
