using System.Diagnostics;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A folder for the journals of a test.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("botqa-inbox-");

    /// <summary>Where the journals lie.</summary>
    public string Path => System.IO.Path.Combine(_root.FullName, "inbox");

    /// <summary>The journals.</summary>
    public IReadOnlyList<string> Files => Directory.GetFiles(Path);

    /// <summary>The bytes of the only journal at this moment, though a host has it open.</summary>
    public byte[] Read()
    {
        // This process would heed its own lock; other programs of Unix don't.
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows nobody can read a file that a host has locked.");
        var copy = System.IO.Path.Combine(_root.FullName, "copy");
        using var process = Process.Start("cp", [Assert.Single(Files), copy]);
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)));
        return File.ReadAllBytes(copy);
    }

    /// <summary>A folder with what a process that is killed at this moment leaves.</summary>
    public JournalFolder AfterCrash() => Of(Read());

    /// <summary>A folder with one journal of these bytes.</summary>
    public static JournalFolder Of(byte[] journal)
    {
        var folder = new JournalFolder();
        Directory.CreateDirectory(folder.Path);
        File.WriteAllBytes(System.IO.Path.Combine(folder.Path, "left.journal"), journal);
        return folder;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
