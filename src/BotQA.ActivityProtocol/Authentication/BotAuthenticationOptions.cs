using System.ComponentModel.DataAnnotations;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Who the bot is and whom it listens to; bound from <c>Bot:Authentication</c>.</summary>
public sealed class BotAuthenticationOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Bot:Authentication";

    /// <summary>The bot's app id, a GUID. Default none: then <see cref="AllowAnonymous"/> has to be set.</summary>
    public string? AppId { get; set; }

    /// <summary>The bot's tenant, a GUID or a domain, for a single-tenant bot. Default none: a multi-tenant bot.</summary>
    public string? TenantId { get; set; }

    /// <summary>The cloud the bot is registered in. Default <see cref="BotCloud.Public"/>.</summary>
    [EnumDataType(typeof(BotCloud))]
    public BotCloud Cloud { get; set; } = BotCloud.Public;

    /// <summary>
    /// Local mode: without an <see cref="AppId"/>, clients on this computer need no token, and the host refuses to listen beyond it. Has no
    /// effect once an <see cref="AppId"/> is set. Default false.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>
    /// The tenants (GUIDs) whose Microsoft Entra tokens are accepted: from tools that hold the bot's own credentials, and from
    /// <see cref="AllowedCallers"/>. Default none.
    /// </summary>
    public IList<string> AllowedTenants { get; } = [];

    /// <summary>The app ids (GUIDs) of other bots that may call this one. Default none.</summary>
    public IList<string> AllowedCallers { get; } = [];

    /// <summary>
    /// Hosts that activities may be sent to besides the Bot Connector's and Teams' own. A leading dot stands for any host below. Default none.
    /// </summary>
    public IList<string> AllowedServiceHosts { get; } = [];

    /// <summary>What the bot proves its identity with. Default <see cref="BotCredentialType.ClientSecret"/>.</summary>
    [EnumDataType(typeof(BotCredentialType))]
    public BotCredentialType CredentialType { get; set; } = BotCredentialType.ClientSecret;

    /// <summary>The client secret; from the environment or user secrets, never from appsettings.json.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The certificate with its private key: a PFX file, or a PEM file.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>The private key of a PEM certificate, when it lies in a file of its own.</summary>
    public string? CertificateKeyPath { get; set; }

    /// <summary>The password of the certificate; from the environment or user secrets, never from appsettings.json.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Where the Bot Connector's keys are announced, https or loopback. Default: the cloud's.</summary>
    public string? ChannelMetadataUrl { get; set; }

    /// <summary>Where a tenant's keys are announced, https or loopback, with <c>{tenant}</c> for the tenant. Default: the cloud's.</summary>
    public string? TenantMetadataUrl { get; set; }

    /// <summary>How long keys are used before they are fetched again, 1 minute to 5 days. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "5.00:00:00")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The least time between two fetches of keys, however many unknown keys are named, 1 second to 1 hour. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeyRefreshFloor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether clients on this computer need no token.</summary>
    internal bool IsLocalMode => string.IsNullOrEmpty(AppId) && AllowAnonymous;
}
