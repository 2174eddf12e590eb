using System.Text.RegularExpressions;
using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Documents;

namespace BotQA.Bot;

/// <summary>Makes questions out of documents: from sentences by <see cref="SentenceQuestions"/>, and from headings.</summary>
internal static partial class ExampleCandidates
{
    private const int MinSentence = 20;
    private const int MaxSentence = 300;
    private const int MaxScanned = 20_000;
    private const int MaxQuestion = 80;

    /// <summary>The questions a document suggests, of each kind one before a second of any; some may have no answer.</summary>
    public static IEnumerable<ExampleCandidate> Of(Document document) =>
        Sentences(document).Concat(Headings(document))
            .Where(candidate => candidate.Question.Length <= MaxQuestion)
            .DistinctBy(candidate => candidate.Question, StringComparer.OrdinalIgnoreCase)
            .GroupBy(candidate => candidate.Kind)
            .SelectMany(group => group.Select((candidate, round) => (Candidate: candidate, Round: round)))
            .OrderBy(entry => entry.Candidate.Kind == ExampleKind.Topic)
            .ThenBy(entry => entry.Round)
            .ThenBy(entry => entry.Candidate.Kind)
            .Select(entry => entry.Candidate);

    private static IEnumerable<ExampleCandidate> Sentences(Document document)
    {
        var beginning = new TextSpan(0, Math.Min(document.Text.Length, MaxScanned));
        foreach (var span in SentenceSplitter.Split(document.Text, beginning).Where(span => span.Length is >= MinSentence and <= MaxSentence))
        {
            var sentence = document.Text[span.Start..span.End];
            if (sentence.Contains('\n', StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var (question, kind) in SentenceQuestions.Of(sentence, document.Text))
            {
                yield return new ExampleCandidate(question, kind, document.Id, span);
            }
        }
    }

    private static IEnumerable<ExampleCandidate> Headings(Document document)
    {
        foreach (var section in document.Sections.Where(section => section.HeadingPath.Count > 0))
        {
            var heading = section.HeadingPath[^1].Trim();
            if (heading.EndsWith('?'))
            {
                yield return new ExampleCandidate(heading, ExampleKind.Instruction, document.Id, section.Span);
            }
            else if (Instruction(heading) is { } instruction)
            {
                yield return new ExampleCandidate(instruction, ExampleKind.Instruction, document.Id, section.Span);
            }
            else if (heading.Length > 2 && !StartsLikeAClause().IsMatch(heading))
            {
                var topic = SentenceQuestions.Lowered(heading.TrimEnd('.', ':', ' '), document.Text);
                yield return new ExampleCandidate($"What do the documents say about {topic}?", ExampleKind.Topic, document.Id, section.Span);
            }
        }
    }

    // "How to add documents" and "Adding documents" both tell how it is done.
    private static string? Instruction(string heading)
    {
        if (HowTo().Match(heading) is { Success: true } howTo)
        {
            return $"How do I {howTo.Groups["rest"].Value}?";
        }

        var words = heading.Split(' ', 2);
        return words.Length == 2 && EnglishVerbs.OfGerund(words[0]) is { } verb ? $"How do I {verb} {words[1]}?" : null;
    }

    [GeneratedRegex(@"^How to (?<rest>[a-z][\w' -]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex HowTo();

    [GeneratedRegex(@"^(What|When|Where|Why|How|If|Who)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsLikeAClause();
}
