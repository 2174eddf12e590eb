using System.CommandLine;
using BotQA.Training.Training;

namespace BotQA.Training.Commands;

/// <summary>The options that every command has.</summary>
internal static class CommonOptions
{
    public static Option<string> Data() => new("--data") { Description = "The folder with the data sets (train/, squad/).", Required = true };

    public static Option<string?> Model() => new("--model") { Description = "The folder with the embedding model's files; by default, model beside the program." };

    public static Option<string> Reader() => new("--reader")
    {
        Description = "The reader's weights.",
        DefaultValueFactory = _ => "artifacts/reader/reader.safetensors",
    };

    public static Option<string> Kind()
    {
        var kind = new Option<string>("--kind")
        {
            Description = "questions, for the reader; pairs, questions of which nobody marked the answer; statements, for the support model; written, those that were written one by one; support, two written ones to one made by rules.",
            DefaultValueFactory = _ => ExampleSource.Questions,
        };
        kind.AcceptOnlyFromAmong(ExampleSource.Questions, ExampleSource.Pairs, ExampleSource.Statements, ExampleSource.Written, ExampleSource.Support);
        return kind;
    }

    public static Option<int> Threads() => new("--threads") { Description = "Threads for the arithmetic.", DefaultValueFactory = _ => 2 };
}
