using System.CommandLine;
using System.CommandLine.Parsing;
using BotQA.Bot;
using BotQA.Teams;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary><c>botqa teams-package</c>: writes the app package that is uploaded to Teams.</summary>
internal sealed class TeamsPackageCommand : Command
{
    private readonly Option<Guid> _appId = new("--app-id")
    {
        Description = "The bot's Microsoft App ID, a GUID.",
        HelpName = "ID",
        Required = true,
        CustomParser = ParseAppId,
    };

    private readonly Option<string> _domain = new("--domain")
    {
        Description = "The host name under which the bot is reached from the internet, such as botqa.example.com.",
        HelpName = "HOST",
        Required = true,
        CustomParser = ParseDomain,
    };

    private readonly Option<string> _out = new("--out") { Description = "The zip file to write.", HelpName = "FILE", Required = true };
    private readonly Option<string> _name = Text("--name", "The bot's name in Teams.", TeamsManifest.MaxNameLength);
    private readonly Option<string> _developer = Text("--developer", "Who publishes the app.", TeamsManifest.MaxDeveloperLength);
    private readonly CommandContext _context;

    public TeamsPackageCommand(CommandContext context)
        : base("teams-package", "Writes the app package that installs the bot in Microsoft Teams.")
    {
        _context = context;
        Add(_appId);
        Add(_domain);
        Add(_out);
        Add(_name);
        Add(_developer);
        SetAction(RunAsync);
    }

    public static IReadOnlyList<string> Examples { get; } =
    [
        "botqa teams-package --app-id 5a6f1c1e-8d0b-4c9f-9f0e-2f6f0c7b1a11 --domain botqa.example.com --out botqa.zip",
    ];

    private static Guid ParseAppId(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty)
        {
            return id;
        }

        result.AddError($"'{text}' is not an app id; copy the Microsoft App ID of the bot's registration, a GUID such as 5a6f1c1e-8d0b-4c9f-9f0e-2f6f0c7b1a11.");
        return default;
    }

    private static string ParseDomain(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.CheckHostName(text) == UriHostNameType.Dns && text.Contains('.', StringComparison.Ordinal) && !text.EndsWith('.'))
        {
            return text.ToLowerInvariant();
        }

        result.AddError($"'{text}' is not a host name on the internet; write it without scheme, port and path, such as botqa.example.com.");
        return "";
    }

    private static Option<string> Text(string name, string description, int maxLength) => new(name)
    {
        Description = $"{description} At most {maxLength} characters.",
        HelpName = "TEXT",
        DefaultValueFactory = _ => nameof(BotQA),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value.Trim();
            if (text.Length == 0 || text.Length > maxLength)
            {
                result.AddError($"'{text}' has {text.Length} characters; {name} takes 1 to {maxLength}.");
            }

            return text;
        },
    };

    private static IReadOnlyList<string> ConfiguredExamples() =>
    [
        .. (BotQAConfiguration.Load().GetSection($"{BotOptions.SectionName}:{nameof(BotOptions.Examples)}").Get<string[]>() ?? [])
            .Where(example => example.Length is > 0 and <= TeamsManifest.MaxCommandLength),
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(parsed.GetRequiredValue(_out));
        var options = new TeamsPackageOptions
        {
            AppId = parsed.GetRequiredValue(_appId),
            Domain = parsed.GetRequiredValue(_domain),
            Name = parsed.GetRequiredValue(_name),
            Developer = parsed.GetRequiredValue(_developer),
            Examples = ConfiguredExamples(),
        };
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var file = File.Create(path);
            await TeamsPackage.WriteAsync(file, options, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The package can't be written: {e.Message}", e);
        }

        _context.Out.WriteLine($"Wrote {path}. Upload it in Teams: Apps, Manage your apps, Upload an app.");
        return BotQACommandLine.Done;
    }
}
