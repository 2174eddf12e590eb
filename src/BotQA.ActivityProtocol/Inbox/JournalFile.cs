using Microsoft.Win32.SafeHandles;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>
/// A file of records that are only ever added at the end. While it is open no other process can open it; only the user that runs the bot can
/// read it.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private static readonly byte[] Magic = "BotQA inbox 1\n"u8.ToArray();

    private readonly SafeFileHandle _handle;

    private JournalFile(string path, SafeFileHandle handle, long end)
    {
        Path = path;
        _handle = handle;
        End = end;
    }

    public string Path { get; }

    /// <summary>Where the next record is written.</summary>
    public long End { get; private set; }

    /// <summary>Where it was when the file was opened.</summary>
    public long Beginning { get; private set; }

    /// <summary>Creates a file that holds some records, on the disk when this returns.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static JournalFile Create(string path, IEnumerable<JournalRecord> records)
    {
        // No other host finds it before it is locked.
        var hidden = $"{path}.new";
        var file = new JournalFile(path, Open(hidden, FileMode.CreateNew), end: 0);
        try
        {
            File.Move(hidden, path);
            using var content = new MemoryStream();
            content.Write(Magic);
            foreach (var record in records)
            {
                content.Write(record.ToBytes());
            }

            file.Write(content.GetBuffer().AsSpan(0, (int)content.Length));
            file.Flush();
            file.Beginning = file.End;
            return file;
        }
        catch
        {
            file.Delete();
            File.Delete(hidden);
            throw;
        }
    }

    /// <summary>Reads a file that no process has open.</summary>
    /// <param name="path">The file.</param>
    /// <param name="take">Takes each whole record in order; the first that is broken ends the file.</param>
    /// <param name="damagedBytes">How many bytes are left behind the last whole record.</param>
    /// <returns>The open file, so that no other host takes it; null when it is no journal.</returns>
    /// <exception cref="IOException">Another process has it open, or it can't be read.</exception>
    public static JournalFile? Read(string path, Action<JournalRecord> take, out long damagedBytes)
    {
        var handle = Open(path, FileMode.Open);
        try
        {
            var bytes = new byte[RandomAccess.GetLength(handle)];
            var length = 0;
            while (length < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(length), length) is var read and > 0)
            {
                length += read;
            }

            damagedBytes = length;
            var magicLength = Math.Min(length, Magic.Length);
            if (!bytes.AsSpan(0, magicLength).SequenceEqual(Magic.AsSpan(0, magicLength)))
            {
                handle.Dispose();
                return null;
            }

            var rest = bytes.AsMemory(magicLength, length - magicLength);
            while (JournalRecord.Read(rest, out var record) is var taken and > 0)
            {
                take(record);
                rest = rest[taken..];
            }

            damagedBytes = rest.Length;
            return new JournalFile(path, handle, length - rest.Length);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Adds bytes. A process that dies afterwards leaves them in the file; a computer that does, only after <see cref="Flush"/>.</summary>
    /// <exception cref="IOException">The disk is full, or fails. What was written of them is overwritten by the next.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, End);
        End += bytes.Length;
    }

    /// <summary>Puts what was written on the disk.</summary>
    /// <exception cref="IOException">The disk fails; nothing is known then of what was written since the last time.</exception>
    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Delete()
    {
        Dispose();
        File.Delete(Path);
    }

    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle Open(string path, FileMode mode)
    {
        var handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return handle;
    }
}
