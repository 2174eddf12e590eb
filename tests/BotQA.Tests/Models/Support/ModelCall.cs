using System.Text.Json.Nodes;

namespace BotQA.Tests.Models.Support;

/// <summary>A request as the provider's server got it.</summary>
internal sealed record ModelCall(string Path, IReadOnlyDictionary<string, string> Headers, JsonNode Body)
{
    public string Model => (string)Body["model"]!;

    public string System => MessageOf("system");

    public string User => MessageOf("user");

    /// <summary>The results of tools, in order.</summary>
    public IReadOnlyList<string> ToolResults => [.. Messages.Where(message => (string?)message!["role"] == "tool").Select(message => ResultOf(ContentOf(message!)))];

    /// <summary>The texts to embed.</summary>
    public IReadOnlyList<string> Inputs => Body["input"] is JsonArray inputs ? [.. inputs.Select(input => (string)input!)] : [(string)Body["input"]!];

    public JsonArray Messages => Body["messages"]!.AsArray();

    public IReadOnlyList<string> Tools => [.. (Body["tools"]?.AsArray() ?? []).Select(tool => (string)tool!["function"]!["name"]!)];

    private string MessageOf(string role) => ContentOf(Messages.Single(message => (string?)message!["role"] == role)!);

    // Texts are sent as JSON.
    private static string ResultOf(string content) => content.StartsWith('"') ? (string)JsonNode.Parse(content)! : content;

    // A text, or parts of which each holds one.
    private static string ContentOf(JsonNode message) => message["content"] switch
    {
        JsonArray parts => string.Concat(parts.Select(part => (string?)part!["text"])),
        { } content => (string)content!,
        null => "",
    };
}
