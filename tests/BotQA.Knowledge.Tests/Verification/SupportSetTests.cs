using System.Globalization;
using System.Text.Json;
using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Support;
using BotQA.Knowledge.Verification;

namespace BotQA.Knowledge.Tests.Verification;

/// <summary>
/// Generated sentences with the passage each cites, those of answers also with the question, labelled S (supported), P (partly) or N (not).
/// Rules and limits were made with the tuned parts before the eyes. docs/evaluation.md says where the sentences come from, and holds the
/// figures that were asked.
/// </summary>
public sealed class SupportSetTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Verification", "SupportSet");

    private readonly FixedAnalyzer _analyzer = new();
    private readonly ShippedSupportModel _model = new();

    public void Dispose()
    {
        _model.Dispose();
        _analyzer.Dispose();
    }

    [Theory]
    [InlineData("answers-tuned", 0.93, 0.85)]
    [InlineData("answers-held-out", 0.94, 0.85)]
    [InlineData("answers-held-out-before", 0.95, 0.82)]
    [InlineData("premises-tuned", 0.92, 0.59)]
    [InlineData("premises-held-out", 0.94, 0.55)]
    [InlineData("tuned", 0.98, 0.94)]
    [InlineData("held-out", 0.97, 0.81)]
    [InlineData("fresh", 0.95, 0.63)]
    public void Check_LabelledSentences_LetsThroughWhatIsSupported(string part, double minPrecision, double minRecall)
    {
        var checker = new SupportChecker(new PassageMatcher(_analyzer), new WordNet(Path.Combine(AppContext.BaseDirectory, "wordnet")), _model.Model);
        var chunks = Chunks();
        var (right, wrong, missed, quoted) = (0, 0, 0, 0);
        foreach (var fields in File.ReadLines(Path.Combine(Folder, $"{part}.tsv")).Select(line => line.Split('\t')))
        {
            var (label, kind, passage, sentence, question) = (fields[0], fields[1], fields[2], fields[3], fields.ElementAtOrDefault(4) ?? "");
            var verdict = checker.Check(sentence, [chunks[passage]], question, TestContext.Current.CancellationToken);
            var isKept = verdict.Objection is null;
            right += isKept && label == "S" ? 1 : 0;
            wrong += isKept && label != "S" ? 1 : 0;
            missed += !isKept && label == "S" ? 1 : 0;
            quoted += !isKept && label == "S" && verdict.IsAboutTheSame ? 1 : 0;
            if (isKept != (label == "S"))
            {
                output.WriteLine($"{label} {kind}, {verdict.Objection?.ToString() ?? "kept"}: {sentence}");
            }
        }

        var (precision, recall) = (right / (double)(right + wrong), right / (double)(right + missed));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part}: precision {precision:0.000}, recall {recall:0.000} ({right} kept rightly, {wrong} wrongly, {missed} cut wrongly, {quoted} of them about what a sentence of the source says)"));
        Assert.InRange(precision, minPrecision, 1);
        Assert.InRange(recall, minRecall, 1);
    }

    [Fact]
    public void Files_EachLine_LabelsASentenceOfAPassage()
    {
        var chunks = Chunks();
        var lines = Directory.EnumerateFiles(Folder, "*.tsv").SelectMany(File.ReadLines).ToList();

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(line.Split('\t') is ["S" or "P" or "N", { Length: > 0 }, var passage, { Length: > 0 }, .. { Length: <= 1 }] && chunks.ContainsKey(passage), line));
    }

    private static Dictionary<string, KnowledgeChunk> Chunks()
    {
        var passages = JsonSerializer.Deserialize<Dictionary<string, Passage>>(File.ReadAllText(Path.Combine(Folder, "passages.json")), JsonSerializerOptions.Web)!;
        return passages.ToDictionary(pair => pair.Key, pair => new KnowledgeChunk
        {
            Key = pair.Key,
            DocumentId = pair.Value.Document,
            Index = 0,
            Title = pair.Value.Title,
            Section = pair.Value.Section,
            Text = pair.Value.Text,
            Start = 0,
            End = pair.Value.Text.Length,
            SentenceOffsets = [.. SentenceSplitter.Split(pair.Value.Text).SelectMany(span => new[] { span.Start, span.End })],
        });
    }

    private sealed record Passage(string Document, string Title, string Section, string Text);
}
