namespace BotQA.Teams;

/// <summary>What an app package says about the bot that it installs.</summary>
internal sealed record TeamsPackageOptions
{
    /// <summary>The Microsoft App ID of the bot.</summary>
    public required Guid AppId { get; init; }

    /// <summary>The host name under which the bot is reached, such as <c>botqa.example.com</c>.</summary>
    public required string Domain { get; init; }

    /// <summary>The name in Teams, at most 30 characters.</summary>
    public string Name { get; init; } = "BotQA";

    /// <summary>Who publishes the app, at most 32 characters.</summary>
    public string Developer { get; init; } = "BotQA";

    /// <summary>Example questions, offered as prompt starters.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
