namespace BotQA.Ingestion;

/// <summary>Finds the folder of documents.</summary>
internal static class KnowledgeLocation
{
    /// <summary>The setting that names the folder.</summary>
    public const string Setting = "Knowledge:Path";

    private const string DefaultFolder = "knowledge";

    /// <summary>
    /// The full path of the folder. What the user names on the command line is relative to the working directory. A relative setting
    /// is looked for in the working directory, then at the root of the checkout the program was built in, then beside the program, so
    /// that the program finds its documents wherever it is started from.
    /// </summary>
    /// <param name="option">The folder named on the command line, or null.</param>
    /// <param name="configuration">The settings.</param>
    /// <returns>The first place that exists, else the place in the working directory.</returns>
    public static string Resolve(string? option, IConfiguration configuration) =>
        Resolve(option, configuration[Setting], Environment.CurrentDirectory, AppContext.BaseDirectory);

    internal static string Resolve(string? option, string? setting, string workingDirectory, string programDirectory)
    {
        if (option is { Length: > 0 })
        {
            return Path.GetFullPath(option, workingDirectory);
        }

        var folder = setting is { Length: > 0 } ? setting : DefaultFolder;
        var places = new[] { workingDirectory, CheckoutOf(programDirectory), programDirectory }.OfType<string>().Select(place => Path.GetFullPath(folder, place)).ToList();
        return places.Find(Directory.Exists) ?? places[0];
    }

    private static string? CheckoutOf(string programDirectory)
    {
        var folder = new DirectoryInfo(programDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BotQA.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
