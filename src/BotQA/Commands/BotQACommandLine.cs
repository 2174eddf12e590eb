using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary>Runs the command line: parses, invokes, and turns what went wrong into one line and an exit code.</summary>
internal static class BotQACommandLine
{
    /// <summary>The command did what it was asked, also when nothing was found.</summary>
    public const int Done = 0;

    /// <summary>The command failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line was wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>The user ended the command, by the shells' convention 128 + SIGINT.</summary>
    public const int Cancelled = 130;

    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The root command with its subcommands; without one it serves.</summary>
    public static RootCommand Create(CommandContext context, CommonOptions options)
    {
        var serve = new ServeCommand(context, options);
        var root = new RootCommand("Answers questions from a folder of documents and quotes the sentences each answer rests on.")
        {
            new AskCommand(context, options),
            new IndexCommand(context, options),
            new DocumentsCommand(context, options),
            new EvalCommand(context, options),
            new TuneCommand(context),
            new FeedbackCommand(context, options),
            new TeamsPackageCommand(context),
            new DoctorCommand(context, options),
            serve,
            options.Knowledge,
            options.Urls,
            options.Verbose,
        };
        root.Action = serve.Action;
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new ExamplesHelpAction((HelpAction)help.Action!);
        }

        return root;
    }

    /// <summary>Runs a command line and gives its exit code.</summary>
    public static async Task<int> RunAsync(string[] args, CommandContext context, CancellationToken cancellationToken = default)
    {
        var options = new CommonOptions();
        var parsed = Create(context, options).Parse(args);
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = context.Out.Profile.Out.Writer,
            Error = context.Error.Profile.Out.Writer,
            ProcessTerminationTimeout = TerminationTimeout,
        };
        if (parsed.Action is ParseErrorAction usage)
        {
            usage.ShowHelp = false;
            invocation.Output = invocation.Error;
            await parsed.InvokeAsync(invocation, cancellationToken);
            context.Error.WriteLine($"See '{CommandPath(parsed.CommandResult.Command)} --help'.");
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            context.Error.WriteLine("Cancelled.");
            return Cancelled;
        }
        catch (Exception e)
        {
            context.Error.MarkupLineInterpolated($"[red]botqa:[/] {ErrorText.Of(e)}");
            if (options.IsVerbose(parsed))
            {
                context.Error.WriteLine(e.ToString());
            }

            return Failed;
        }
    }

    private static string CommandPath(Command command) => command is RootCommand ? "botqa" : $"botqa {command.Name}";
}
