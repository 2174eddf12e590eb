using System.Reflection;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>Where things lie.</summary>
internal static class TestFolders
{
    /// <summary>The installed clients.</summary>
    public static string Clients { get; } = Of("ClientsFolder");

    /// <summary>Where screenshots go: BOTQA_ARTIFACTS, or <c>artifacts</c> in the repository.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("BOTQA_ARTIFACTS") is { Length: > 0 } folder ? folder : Path.Combine(Of("RepositoryRoot"), "artifacts")).FullName;

    private static string Of(string name) =>
        typeof(TestFolders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
