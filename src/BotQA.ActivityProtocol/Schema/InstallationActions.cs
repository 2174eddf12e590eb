namespace BotQA.ActivityProtocol.Schema;

/// <summary>What an installation update says.</summary>
public static class InstallationActions
{
    /// <summary>The bot was installed.</summary>
    public const string Add = "add";

    /// <summary>The bot was updated.</summary>
    public const string AddUpgrade = "add-upgrade";

    /// <summary>The bot was removed.</summary>
    public const string Remove = "remove";

    /// <summary>The bot was removed for an update.</summary>
    public const string RemoveUpgrade = "remove-upgrade";
}
