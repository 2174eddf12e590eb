using System.Text.RegularExpressions;
using BotQA.Knowledge.Documents;

namespace BotQA.Bot;

/// <summary>Makes questions out of documents: from headings, from sentences that define something, and from dates.</summary>
internal static partial class ExampleCandidates
{
    private const int MaxLength = 80;
    private const int MaxScannedLength = 20_000;

    /// <summary>The questions a document suggests, the most natural first; some may have no answer.</summary>
    public static IEnumerable<string> Of(Document document) =>
        Definitions(document).Concat(Headings(document)).Concat(Years(document)).Where(question => question.Length <= MaxLength);

    private static IEnumerable<string> Definitions(Document document) =>
        Definition().Matches(Beginning(document)).Select(match => $"What {match.Groups["verb"].Value} {Lowered(match.Groups["thing"].Value)}?");

    private static IEnumerable<string> Headings(Document document) =>
        from section in document.Sections
        where section.HeadingPath.Count > 0
        let heading = section.HeadingPath[^1].TrimEnd('?', '.', ':', ' ')
        where heading.Length > 2
        select section.HeadingPath[^1].EndsWith('?') ? section.HeadingPath[^1] : $"What does \"{document.Title}\" say about {Lowered(heading)}?";

    private static IEnumerable<string> Years(Document document) =>
        Year().Matches(Beginning(document)).Select(match => $"What happened in {match.Value}?").Distinct(StringComparer.Ordinal);

    private static string Beginning(Document document) => document.Text[..Math.Min(document.Text.Length, MaxScannedLength)];

    // "The" at the start of a sentence, but not the first word of a name.
    private static string Lowered(string text) => Article().Replace(text, match => match.Value.ToLowerInvariant(), 1);

    [GeneratedRegex(@"(?<=^|[.!?]\s)(?<thing>(?:(?:The|A|An)\s)?[A-Z][\w'-]+(?:\s(?:of\s)?[A-Z][\w'-]+){0,3})\s(?<verb>is|are|was|were)\s(?:an?|the|one)\s", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(@"(?<=\bin\s)(?:1[5-9]|20)[0-9]{2}\b(?!-)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"^(The|A|An)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Article();
}
