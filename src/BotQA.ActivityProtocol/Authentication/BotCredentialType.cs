namespace BotQA.ActivityProtocol.Authentication;

/// <summary>What the bot proves its identity with.</summary>
public enum BotCredentialType
{
    /// <summary>A client secret.</summary>
    ClientSecret,

    /// <summary>A certificate.</summary>
    Certificate,

    /// <summary>A user-assigned managed identity whose client id is the bot's app id.</summary>
    ManagedIdentity,
}
