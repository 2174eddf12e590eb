using System.Security.Cryptography;
using System.Text;
using BotQA.Training.Data;

namespace BotQA.Training.Statements;

/// <summary>
/// Reads files of passages with written sentences. Each passage is a block between blank lines: <c># own | TITLE</c> and the text after
/// <c>= </c>, or <c># SET HASH</c> for a passage of a data set, where the hash is the first twelve hexadecimal digits of the SHA-256 of its
/// text; then its supported sentences, each after <c>+ </c>, and the others after <c>- </c>.
/// </summary>
internal static class WrittenFile
{
    private const int HashLength = 12;
    private const string Own = "# own |";

    /// <summary>The passages of a folder's files, without those of data sets that aren't among the paragraphs.</summary>
    /// <exception cref="InvalidDataException">A line isn't of the form above.</exception>
    public static List<WrittenPassage> ReadAll(string folder, IEnumerable<QaParagraph> paragraphs) =>
        ReadAll(Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal), paragraphs);

    /// <summary>The same of some files.</summary>
    public static List<WrittenPassage> ReadAll(IEnumerable<string> files, IEnumerable<QaParagraph> paragraphs)
    {
        var byHash = paragraphs.DistinctBy(p => p.Text).ToDictionary(p => HashOf(p.Text), StringComparer.Ordinal);
        return [.. files.SelectMany(file => Read(file, byHash))];
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];

    private static IEnumerable<WrittenPassage> Read(string file, Dictionary<string, QaParagraph> byHash)
    {
        foreach (var block in File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var lines = block.Split('\n');
            List<string> After(string mark) => [.. lines.Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => line[mark.Length..])];
            var (texts, supported, unsupported) = (After("= "), After("+ "), After("- "));
            var isOwn = lines[0].StartsWith(Own, StringComparison.Ordinal);
            if (!lines[0].StartsWith("# ", StringComparison.Ordinal) || texts.Count != (isOwn ? 1 : 0) || 1 + texts.Count + supported.Count + unsupported.Count != lines.Length)
            {
                throw new InvalidDataException($"{file}: the passage that begins with '{lines[0]}' isn't a head line with its text and sentences.");
            }

            if (isOwn)
            {
                yield return new WrittenPassage(lines[0][Own.Length..].Trim(), texts[0], supported, unsupported);
            }
            else if (byHash.TryGetValue(lines[0].Split(' ')[^1], out var paragraph))
            {
                yield return new WrittenPassage(paragraph.Article, paragraph.Text, supported, unsupported);
            }
        }
    }
}
