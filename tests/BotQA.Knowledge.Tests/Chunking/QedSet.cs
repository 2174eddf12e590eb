using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Tests.Chunking;

/// <summary>The question set QED, when a data folder lies beside the repository.</summary>
internal static partial class QedSet
{
    /// <summary>The gold sentences and the paragraphs they are from; empty when the set isn't there.</summary>
    public static IReadOnlyList<(string Quote, string[] Texts)> Quotes()
    {
        if (Folder() is not { } folder)
        {
            return [];
        }

        var texts = Read(folder, "corpus.jsonl").ToDictionary(e => e.GetProperty("_id").GetString()!, e => e.GetProperty("text").GetString()!);
        return
        [
            .. from question in Read(folder, "questions.jsonl")
               let paragraphs = question.GetProperty("documents").EnumerateArray().Select(d => texts[d.GetString()!]).ToArray()
               from quote in question.GetProperty("quotes").EnumerateArray()
               select (Normalize(quote.GetString()!), paragraphs),
        ];
    }

    public static string Normalize(string text) => WhiteSpace.Replace(text, " ").Trim();

    private static string? Folder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "shared", "data", "sets", "qed");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Read(string folder, string name) =>
        File.ReadLines(Path.Combine(folder, name)).Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    [GeneratedRegex("\\s+")]
    private static partial Regex WhiteSpace { get; }
}
