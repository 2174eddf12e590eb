namespace BotQA.Tests.Support;

/// <summary>The public set of documents: pages that an npm package ships, and questions about them.</summary>
internal static class PublicDocuments
{
    /// <summary>The folder of the questions.</summary>
    public static string Questions { get; } = Path.Combine(SharedData.RepositoryRoot, "tests", "PublicDocuments");

    /// <summary>The folder of the pages; the test is skipped where they aren't installed.</summary>
    public static string Find()
    {
        var path = Path.Combine(Questions, "node_modules", "next", "dist", "docs");
        Assert.SkipUnless(Directory.Exists(path), "The public documents are not installed: run npm ci --ignore-scripts --omit=optional --omit=peer in tests/PublicDocuments.");
        return path;
    }
}
