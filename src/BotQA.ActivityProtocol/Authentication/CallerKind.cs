namespace BotQA.ActivityProtocol.Authentication;

/// <summary>What is known of the sender of an activity.</summary>
public enum CallerKind
{
    /// <summary>Nothing was proved: a client on this computer, in local mode.</summary>
    Anonymous,

    /// <summary>The Bot Connector, with a token for this channel and service URL.</summary>
    Channel,

    /// <summary>A holder of the bot's own credentials, with a token of a configured tenant.</summary>
    Emulator,

    /// <summary>Another bot on the allow-list, with a token of a configured tenant.</summary>
    Bot,

    /// <summary>A channel inside this process, such as the Direct Line server.</summary>
    InProcess,
}
