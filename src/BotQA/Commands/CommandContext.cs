using BotQA.Knowledge.Ingestion;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary>What every command works with: where it prints, and what replaces the usual services.</summary>
internal sealed class CommandContext
{
    /// <summary>The result: standard output.</summary>
    public required IAnsiConsole Out { get; init; }

    /// <summary>Progress, warnings and errors: standard error, so that the result can be piped.</summary>
    public required IAnsiConsole Error { get; init; }

    /// <summary>What the user types: standard input.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Whether a person types at <see cref="In"/> and reads <see cref="Out"/>.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Registers services ahead of BotQA's own, which then stand back.</summary>
    public Action<IServiceCollection> ConfigureServices { get; init; } = _ => { };

    /// <summary>Loads the settings. Default: those of <see cref="BotQAConfiguration"/>.</summary>
    public Func<IConfiguration> LoadConfiguration { get; init; } = BotQAConfiguration.Load;

    /// <summary>The process's own output and error streams: colours and line breaks on a terminal, plain unbroken lines in a pipe.</summary>
    public static CommandContext OfProcess() => new()
    {
        Out = CreateConsole(Console.Out),
        Error = CreateConsole(Console.Error),
        In = Console.In,
        IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected,
    };

    /// <summary>Prints a line for each document that can't be used.</summary>
    public void WarnOf(IEnumerable<DocumentFailure> failures)
    {
        foreach (var failure in failures)
        {
            Error.MarkupLineInterpolated($"[yellow]{TerminalText.Of(failure.Id)}:[/] {TerminalText.Of(failure.Reason)}");
        }
    }

    private static IAnsiConsole CreateConsole(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = short.MaxValue;
        }

        return console;
    }
}
