using System.CommandLine;
using BotQA.Knowledge.Embeddings;
using BotQA.Training.Data;

namespace BotQA.Training.Commands;

/// <summary><c>check</c>: compares every answer of the data with the text that its tokens cover.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var model = CommonOptions.Model();
        var command = new Command("check", "Checks the mapping between answers and tokens over all data.") { data, model };
        command.SetAction(arguments =>
        {
            var encoder = new TextEncoder(new EmbeddedModel(arguments.GetValue(model)));
            var corpus = Corpus.Load(arguments.GetRequiredValue(data), encoder, TrainingSet.All);
            Console.WriteLine($"{corpus.LeakedParagraphs} training passages left out, as they repeat held-out ones");
            foreach (var (training, held) in corpus.Training.Zip(corpus.HeldOut))
            {
                var report = MappingReport.Of([.. training.Questions, .. held.Questions]);
                Console.WriteLine($"{training.Name,-10} training {training.Questions.Count,6}, held out {held.Questions.Count,5}; {report}");
            }
        });
        return command;
    }
}
