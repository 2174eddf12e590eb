using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Ingestion.Folders;

/// <summary>
/// Tells files that are still being written from those that are done: a file is done when it has looked the same for a while. The clock
/// of the file system, which may be another computer's, isn't asked.
/// </summary>
internal sealed class FileSettling(IOptions<IngestionOptions> options, TimeProvider time)
{
    private const long LargeFile = 8 << 20;

    private readonly Dictionary<string, (FileStamp Stamp, long Seen)> _seen = new(StringComparer.Ordinal);

    /// <summary>The candidates that have stayed the same; what is known of other files is forgotten.</summary>
    public IReadOnlyList<FileCandidate> Settled(IReadOnlyList<FileCandidate> candidates)
    {
        var now = time.GetTimestamp();
        foreach (var id in _seen.Keys.Except(candidates.Select(candidate => candidate.File.Id), StringComparer.Ordinal).ToList())
        {
            _seen.Remove(id);
        }

        return [.. candidates.Where(candidate => IsSettled(candidate, now))];
    }

    private bool IsSettled(FileCandidate candidate, long now)
    {
        if (!_seen.TryGetValue(candidate.File.Id, out var seen) || seen.Stamp != candidate.Stamp)
        {
            seen = (candidate.Stamp, now);
            _seen[candidate.File.Id] = seen;
        }

        var needed = options.Value.SettlingTime * (candidate.Stamp.Size >= LargeFile ? 2 : 1);
        return time.GetElapsedTime(seen.Seen, now) >= needed;
    }
}
