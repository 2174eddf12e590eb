namespace BotQA.ActivityProtocol.Authentication;

/// <summary>The cloud that the bot is registered in; it decides issuers, keys and addresses.</summary>
public enum BotCloud
{
    /// <summary>Microsoft's public cloud.</summary>
    Public,

    /// <summary>Microsoft Azure US Government.</summary>
    UsGovernment,

    /// <summary>Microsoft Azure operated by 21Vianet in China.</summary>
    China,
}
