namespace BotQA.ActivityProtocol.Authentication;

/// <summary>The names and addresses of a cloud's Bot Connector and of its Microsoft Entra.</summary>
internal sealed record CloudEndpoints
{
    /// <summary>The issuer of the Bot Connector's tokens, compared as it is.</summary>
    public required string ChannelIssuer { get; init; }

    /// <summary>Where the Bot Connector's keys are announced.</summary>
    public required string ChannelMetadataUrl { get; init; }

    /// <summary>The scope of tokens for the Bot Connector.</summary>
    public required string ConnectorScope { get; init; }

    /// <summary>The authority of Microsoft Entra, without a tenant.</summary>
    public required string EntraAuthority { get; init; }

    /// <summary>The issuer of Entra's version 1 tokens, before the tenant.</summary>
    public required string EntraVersion1Issuer { get; init; }

    /// <summary>The tenant that a multi-tenant bot asks for tokens.</summary>
    public required string MultiTenant { get; init; }

    /// <summary>The hosts that activities may be sent to; a leading dot stands for any host below.</summary>
    public required IReadOnlyList<string> ServiceHosts { get; init; }

    /// <summary>The hosts that keep the files which users send in Teams.</summary>
    public required IReadOnlyList<string> FileHosts { get; init; }

    private static CloudEndpoints Public { get; } = new()
    {
        ChannelIssuer = "https://api.botframework.com",
        ChannelMetadataUrl = "https://login.botframework.com/v1/.well-known/openidconfiguration",
        ConnectorScope = "https://api.botframework.com/.default",
        EntraAuthority = "https://login.microsoftonline.com",
        EntraVersion1Issuer = "https://sts.windows.net",
        MultiTenant = "botframework.com",
        ServiceHosts = [".botframework.com", "smba.trafficmanager.net", "teams.microsoft.com", ".teams.microsoft.com"],
        FileHosts = [".sharepoint.com"],
    };

    private static CloudEndpoints UsGovernment { get; } = new()
    {
        ChannelIssuer = "https://api.botframework.us",
        ChannelMetadataUrl = "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        ConnectorScope = "https://api.botframework.us/.default",
        EntraAuthority = "https://login.microsoftonline.us",
        EntraVersion1Issuer = "https://sts.windows.net",
        MultiTenant = "MicrosoftServices.onmicrosoft.us",
        ServiceHosts = [".botframework.us", ".botframework.azure.us", "teams.microsoft.us", ".teams.microsoft.us", ".teams.microsoft.com"],
        FileHosts = [".sharepoint.us", ".sharepoint-mil.us"],
    };

    private static CloudEndpoints China { get; } = new()
    {
        ChannelIssuer = "https://api.botframework.azure.cn",
        ChannelMetadataUrl = "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        ConnectorScope = "https://api.botframework.azure.cn/.default",
        EntraAuthority = "https://login.partner.microsoftonline.cn",
        EntraVersion1Issuer = "https://sts.chinacloudapi.cn",
        MultiTenant = "microsoftservices.partner.onmschina.cn",
        ServiceHosts = [".botframework.azure.cn", ".teams.microsoftonline.cn"],
        FileHosts = [".sharepoint.cn"],
    };

    /// <summary>The endpoints of a cloud.</summary>
    public static CloudEndpoints Of(BotCloud cloud) => cloud switch
    {
        BotCloud.Public => Public,
        BotCloud.UsGovernment => UsGovernment,
        BotCloud.China => China,
        _ => throw new ArgumentOutOfRangeException(nameof(cloud)),
    };

    /// <summary>The issuer of a tenant's version 1 tokens, which name the caller in <c>appid</c>.</summary>
    public string Version1Issuer(string tenantId) => $"{EntraVersion1Issuer}/{tenantId}/";

    /// <summary>The issuer of a tenant's version 2 tokens, which name the caller in <c>azp</c>.</summary>
    public string Version2Issuer(string tenantId) => $"{EntraAuthority}/{tenantId}/v2.0";

    /// <summary>Where a tenant's keys are announced.</summary>
    public string TenantMetadataUrl(string tenantId) => $"{EntraAuthority}/{tenantId}/v2.0/.well-known/openid-configuration";
}
