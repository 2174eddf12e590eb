using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace BotQA.Commands;

/// <summary>The usual help, followed by the command's examples.</summary>
internal sealed class ExamplesHelpAction(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in ExamplesOf(parseResult.CommandResult.Command))
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        return code;
    }

    private static IReadOnlyList<string> ExamplesOf(Command command) => command switch
    {
        AskCommand => AskCommand.Examples,
        IndexCommand => IndexCommand.Examples,
        DocumentsCommand => DocumentsCommand.Examples,
        EvalCommand => EvalCommand.Examples,
        FeedbackCommand => FeedbackCommand.Examples,
        ServeCommand => ServeCommand.Examples,
        TeamsPackageCommand => TeamsPackageCommand.Examples,
        DoctorCommand => DoctorCommand.Examples,
        _ => [AskCommand.Examples[0], IndexCommand.Examples[0], EvalCommand.Examples[0], .. ServeCommand.Examples],
    };
}
