using System.CommandLine;
using BotQA.Training.Commands;

var root = new RootCommand("Trains and measures BotQA's reader, the model that points at the exact answer in a passage, and its support model, which judges generated sentences.")
{
    TrainCommand.Create(),
    ExportCommand.Create(),
    FinishCommand.Create(),
    EvaluateCommand.Create(),
    JudgeCommand.Create(),
    CheckCommand.Create(),
    HeldOutCommand.Create(),
    GoldenCommand.Create(),
};
return root.Parse(args).Invoke();
