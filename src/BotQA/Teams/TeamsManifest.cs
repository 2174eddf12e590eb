using System.Text.Json.Nodes;

namespace BotQA.Teams;

/// <summary>Writes the manifest of a Teams app.</summary>
internal static class TeamsManifest
{
    /// <summary>The version of the manifest's schema.</summary>
    public const string SchemaVersion = "1.25";

    /// <summary>The longest name of an app.</summary>
    public const int MaxNameLength = 30;

    /// <summary>The longest name of a developer.</summary>
    public const int MaxDeveloperLength = 32;

    /// <summary>The longest title of a command.</summary>
    public const int MaxCommandLength = 128;

    private const int MaxCommands = 12;

    /// <summary>The manifest of a bot for personal chats, group chats and channels.</summary>
    /// <param name="options">What it says.</param>
    /// <param name="version">The version of the app, as three numbers.</param>
    public static JsonObject Create(TeamsPackageOptions options, string version)
    {
        var home = $"https://{options.Domain}/";
        return new JsonObject
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{SchemaVersion}/MicrosoftTeams.schema.json",
            ["manifestVersion"] = SchemaVersion,
            ["version"] = version,
            ["id"] = options.AppId.ToString("D"),
            ["developer"] = new JsonObject
            {
                ["name"] = options.Developer,
                ["websiteUrl"] = home,
                ["privacyUrl"] = home,
                ["termsOfUseUrl"] = home,
            },
            ["name"] = new JsonObject { ["short"] = options.Name, ["full"] = $"{options.Name}: answers with quotes from your documents" },
            ["description"] = new JsonObject
            {
                ["short"] = "Answers questions from your documents and quotes its sources.",
                ["full"] = "Ask a question in your own words. The answer comes from the documents that the bot was given, and shows the exact sentences it rests on. When the documents don't answer a question, the bot says so.",
            },
            ["icons"] = new JsonObject { ["color"] = TeamsPackage.ColorIcon, ["outline"] = TeamsPackage.OutlineIcon },
            ["accentColor"] = "#4F46E5",
            ["defaultInstallScope"] = "personal",
            ["bots"] = new JsonArray(new JsonObject
            {
                ["botId"] = options.AppId.ToString("D"),
                ["scopes"] = new JsonArray("personal", "team", "groupChat"),
                ["isNotificationOnly"] = false,
                ["supportsFiles"] = true,
                ["commandLists"] = new JsonArray(Commands("personal", options.Examples), Commands("team", []), Commands("groupChat", [])),
            }),
            ["validDomains"] = new JsonArray(options.Domain),
            ["supportsChannelFeatures"] = "tier1",
        };
    }

    private static JsonObject Commands(string scope, IReadOnlyList<string> examples)
    {
        var commands = new JsonArray(
            Command("What documents do you have?", "Lists the documents that answers come from"),
            Command("What can you do?", "Explains how to ask"));
        foreach (var example in examples.Take(MaxCommands - commands.Count))
        {
            commands.Add(Command(example, "Asks this question of the documents"));
        }

        return new JsonObject { ["scopes"] = new JsonArray(scope), ["commands"] = commands };
    }

    private static JsonObject Command(string title, string description) => new() { ["title"] = title, ["description"] = description };
}
