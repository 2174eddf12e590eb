using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotQA.Tests.Support;

/// <summary>Compares JSON with a file in <c>Snapshots</c> beside the test.</summary>
internal static class Snapshot
{
    /// <summary>Set to 1, a test run writes the files anew; look at the difference before committing it.</summary>
    public const string UpdateVariable = "BOTQA_UPDATE_SNAPSHOTS";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Matches(string name, JsonNode actual, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, actual.ToJsonString(Options) + "\n");
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd(), actual.ToJsonString(Options).ReplaceLineEndings("\n"));
    }
}
