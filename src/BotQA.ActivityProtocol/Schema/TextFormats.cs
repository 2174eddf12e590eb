namespace BotQA.ActivityProtocol.Schema;

/// <summary>How a text is to be read.</summary>
public static class TextFormats
{
    /// <summary>As it is.</summary>
    public const string Plain = "plain";

    /// <summary>As Markdown.</summary>
    public const string Markdown = "markdown";

    /// <summary>As Teams' XML.</summary>
    public const string Xml = "xml";
}
