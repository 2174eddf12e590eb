using System.CommandLine;
using System.Text.Json;
using BotQA.Knowledge.Embeddings;
using BotQA.Training.Data;
using BotQA.Training.Evaluation;
using BotQA.Training.Model;

namespace BotQA.Training.Commands;

/// <summary><c>golden</c>: records what the trained model says of a few passages, against which the tests hold the shipped reader.</summary>
internal static class GoldenCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly (string Question, string Passage)[] Examples =
    [
        ("Who founded the abbey?", "The abbey was founded in 1142 by Bernard of Clairvaux, whose monks drained the marsh and planted vines on the southern slope."),
        ("When was the bridge opened?", "Work on the bridge began in 1874. It was opened on 3 May 1879 by the mayor and carried two railway tracks until 1951."),
        ("What do enzymes do?", "In chemistry, a catalyst makes a reaction faster without being used up. Enzymes speed up the reactions of living things."),
        ("How much did the bicycle cost?", "She sold the bicycle to a neighbour for forty euros and bought a second-hand cello, which she still plays on Sundays."),
        ("Who designed the lighthouse?", "She sold the bicycle to a neighbour for forty euros and bought a second-hand cello, which she still plays on Sundays."),
        ("When was the abbey destroyed?", "The abbey was founded in 1142 by Bernard of Clairvaux, whose monks drained the marsh and planted vines on the southern slope."),
    ];

    public static Command Create()
    {
        var model = CommonOptions.Model();
        var reader = CommonOptions.Reader();
        var output = new Option<string>("--output") { Description = "The JSON file to write.", Required = true };
        var command = new Command("golden", "Records the trained model's answers for the tests of the shipped reader.") { model, reader, output };
        command.SetAction(arguments =>
        {
            var package = new EmbeddedModel(arguments.GetValue(model));
            var encoder = new TextEncoder(package);
            var predictor = new TorchPredictor(new ReaderModel(package, arguments.GetRequiredValue(reader)), encoder);
            var pairs = Examples.Select(e => (e.Question, new QaParagraph("golden", "", encoder.Encode(e.Passage)))).ToList();
            var golden = pairs.Zip(predictor.Predict(pairs), (pair, said) => new
            {
                question = pair.Question,
                passage = pair.Item2.Text,
                answer = said!.Text,
                spanScore = said.SpanScore,
                noAnswerScore = said.NoAnswerScore,
            });
            File.WriteAllText(arguments.GetRequiredValue(output), JsonSerializer.Serialize(golden, Indented) + "\n");
        });
        return command;
    }
}
