using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Sessions;
using BotQA.Knowledge.Reading;
using BotQA.Knowledge.Verification;
using BotQA.Training.Data;
using BotQA.Training.Evaluation;
using BotQA.Training.Statements;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotQA.Training.Commands;

/// <summary><c>judge</c>: measures a support model, as it ships, on the written sentences that training never sees.</summary>
internal static partial class JudgeCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var model = CommonOptions.Model();
        var weights = new Option<string>("--weights") { Description = "The support model's weights.", Required = true };
        var limit = new Option<int>("--limit") { Description = "At most so many passages of each kind of files.", DefaultValueFactory = _ => int.MaxValue };
        var command = new Command("judge", "Measures a support model on held-out written sentences.") { data, model, weights, limit };
        command.SetAction(arguments =>
        {
            var package = new EmbeddedModel(arguments.GetValue(model));
            var paragraphs = Corpus.Load(arguments.GetRequiredValue(data), new TextEncoder(package), TrainingSet.All).Training.SelectMany(s => s.Paragraphs).ToList();
            var cache = new GraphCache(new EmbeddingOptions().CachePath, NullLogger.Instance);
            using var judge = new SupportModel(
                WordPieceTokenizer.Load(package),
                () => OnnxReaderNetwork.Load(package, Path.GetFullPath(arguments.GetRequiredValue(weights)), cache, quantized: true),
                NullLogger<SupportModel>.Instance);
            foreach (var kind in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "written"), "*.txt").GroupBy(KindOf).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var passages = WrittenStatements.Part(WrittenFile.ReadAll(kind.Order(StringComparer.Ordinal), paragraphs), heldOut: true).Take(arguments.GetValue(limit)).ToList();
                var (supported, others) = (Odds(judge, passages, p => p.Supported), Odds(judge, passages, p => p.Unsupported));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind.Key,-12} passages {passages.Count,5} sentences {supported.Count + others.Count,6} AUROC {RankStatistics.Auroc(supported, others):F3}"));
            }
        });
        return command;
    }

    private static List<double> Odds(SupportModel judge, List<WrittenPassage> passages, Func<WrittenPassage, IReadOnlyList<string>> sentences) =>
    [
        .. passages.SelectMany(passage => sentences(passage)
            .Select(sentence => judge.Judge(sentence, SupportModel.PassageOf(passage.Title.Replace('_', ' '), passage.Text))
                ?? throw new InvalidOperationException("The weights can't be used: they don't fit the network, or their .sha256 is missing or another's."))),
    ];

    private static string KindOf(string file) => $"NAME{Number().Match(Path.GetFileName(file)).Value}.txt";

    [GeneratedRegex(@"-\d+(?=\.txt$)")]
    private static partial Regex Number();
}
