using BotQA.Knowledge.Ingestion;

namespace BotQA.Commands;

/// <summary>Says in words how far indexing has come and how fast it is.</summary>
internal sealed class IndexingRate(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public string Describe(FolderProgress progress)
    {
        var seconds = time.GetElapsedTime(_started).TotalSeconds;
        var rate = seconds > 0 ? progress.Files / seconds : 0;
        return FormattableString.Invariant($"Indexing {progress.Files:N0} of {progress.TotalFiles:N0} files, {progress.Chunks:N0} chunks, {rate:N1} files/s");
    }
}
