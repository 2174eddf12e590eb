namespace BotQA.Tests.Support;

/// <summary>The public data sets beside the repository, which not every machine has.</summary>
internal static class SharedData
{
    /// <summary>The folder of the checkout that the tests were built from.</summary>
    public static string RepositoryRoot
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "BotQA.sln")))
            {
                root = root.Parent;
            }

            return root?.FullName ?? ".";
        }
    }

    /// <summary>The path of a data set; the test is skipped where it is absent.</summary>
    public static string Find(string name)
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data", name));
        Assert.SkipUnless(Path.Exists(path), $"The data set {name} is not beside the repository (../shared/data).");
        return path;
    }
}
