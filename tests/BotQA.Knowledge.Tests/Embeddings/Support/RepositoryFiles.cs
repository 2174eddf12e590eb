namespace BotQA.Knowledge.Tests.Embeddings.Support;

/// <summary>Files of the checkout the tests run from.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string SampleDocument => File.ReadAllText(Path.Combine(Root, "knowledge", "victory-day-greetings.txt"));

    /// <summary>A file or folder of the evaluation data, which lies beside the checkout where it was fetched.</summary>
    public static string SharedData(string relativePath) => Path.Combine(Root, "..", "shared", "data", relativePath);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BotQA.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("BotQA.sln is in no folder above the tests.");
        }

        return folder;
    }
}
