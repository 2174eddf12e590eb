namespace BotQA.Benchmarks.Hosting;

/// <summary>Where a run's bot keeps its journal; on the disk of the temporary folder.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("botqa-load-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
