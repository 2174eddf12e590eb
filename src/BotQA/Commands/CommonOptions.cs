using System.CommandLine;
using BotQA.Web;

namespace BotQA.Commands;

/// <summary>The options that more than one command takes. Each root command has its own.</summary>
internal sealed class CommonOptions
{
    private const string DebugVariable = "BOTQA_DEBUG";

    public Option<string?> Knowledge { get; } = new("--knowledge")
    {
        Description = "The folder of documents. Default: the setting Knowledge:Path, looked for in the working directory, in the checkout and beside the program.",
        HelpName = "DIR",
    };

    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = $"Print log messages, and the stack trace of an error. {DebugVariable}=1 does the same.",
        Recursive = true,
    };

    public Option<string?> Urls { get; } = new("--urls")
    {
        Description = $"Where to listen; several are separated by ';'. Default: {BotQAServer.DefaultUrl}",
        HelpName = "URL",
    };

    public bool IsVerbose(ParseResult parsed) =>
        parsed.GetValue(Verbose) || Environment.GetEnvironmentVariable(DebugVariable) is not (null or "" or "0");
}
