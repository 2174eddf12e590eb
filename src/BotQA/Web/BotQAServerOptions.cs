namespace BotQA.Web;

/// <summary>What the command line says about the server.</summary>
internal sealed record BotQAServerOptions
{
    /// <summary>The folder of documents, or null for the setting.</summary>
    public string? KnowledgePath { get; init; }

    /// <summary>Where to listen, or null for the setting.</summary>
    public string? Urls { get; init; }

    /// <summary>Whether to log in detail.</summary>
    public bool Verbose { get; init; }

    /// <summary>Changes the builder before BotQA's own services are added; what it registers takes precedence.</summary>
    public Action<WebApplicationBuilder> Configure { get; init; } = _ => { };
}
