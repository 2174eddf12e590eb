using System.CommandLine;
using System.Text.Json;
using BotQA.Knowledge.Embeddings;
using BotQA.Training.Data;

namespace BotQA.Training.Commands;

/// <summary><c>held-out</c>: writes each set with all its passages but only the questions that training never sees, for <c>botqa eval</c> and <c>botqa tune</c>.</summary>
internal static class HeldOutCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var model = CommonOptions.Model();
        var output = new Option<string>("--output") { Description = "Where the SQuAD files go.", DefaultValueFactory = _ => "artifacts/held-out" };
        var command = new Command("held-out", "Writes the held-out questions of each set, with all passages, as SQuAD files.") { data, model, output };
        command.SetAction(arguments =>
        {
            var encoder = new TextEncoder(new EmbeddedModel(arguments.GetValue(model)));
            var folder = Directory.CreateDirectory(arguments.GetRequiredValue(output)).FullName;
            foreach (var set in TrainingSet.All)
            {
                var (paragraphs, questions) = SquadFile.Read(Path.Combine(arguments.GetRequiredValue(data), set.File), set.Name, encoder);
                var unit = HeldOutSplit.UnitOf(set.Name, paragraphs);
                var held = HeldOutSplit.HeldOut(set.Name, paragraphs.Select(unit));
                var wanted = questions.Where(question => held.Contains(unit(question.Paragraph))).ToLookup(question => question.Paragraph);
                var file = Path.Combine(folder, $"{set.Name}.json");
                Write(file, paragraphs, wanted);
                Console.WriteLine($"{file}: {wanted.Sum(group => group.Count())} questions, {paragraphs.Count} passages");
            }
        });
        return command;
    }

    private static void Write(string file, List<QaParagraph> paragraphs, ILookup<QaParagraph, QaQuestion> questions)
    {
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("version", "1.1");
        json.WriteStartArray("data");
        foreach (var article in paragraphs.GroupBy(paragraph => paragraph.Article))
        {
            json.WriteStartObject();
            json.WriteString("title", article.Key);
            json.WriteStartArray("paragraphs");
            foreach (var paragraph in article)
            {
                Write(json, paragraph, questions[paragraph]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, QaParagraph paragraph, IEnumerable<QaQuestion> questions)
    {
        json.WriteStartObject();
        json.WriteString("context", paragraph.Text);
        json.WriteStartArray("qas");
        foreach (var question in questions)
        {
            json.WriteStartObject();
            json.WriteString("id", question.Id);
            json.WriteString("question", question.Text);
            json.WriteStartArray("answers");
            foreach (var answer in question.Answers)
            {
                json.WriteStartObject();
                json.WriteString("text", answer.Text);
                json.WriteNumber("answer_start", answer.Start);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
