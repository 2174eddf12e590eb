using System.Text.Json;
using System.Text.Json.Serialization;
using BotQA.Knowledge.Documents;
using BotQA.Postgres.Storage;

namespace BotQA.Postgres.Knowledge;

/// <summary>What is known of a document besides its title and text, as JSON.</summary>
internal static class DocumentJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(Document document) => DatabaseText.Of(JsonSerializer.Serialize(
        new Details(document.Sections, document.Places, document.Author, document.Created, document.Modified, document.Language), Options))
        .Replace("\\u0000", "\\uFFFD", StringComparison.Ordinal);

    public static Document Read(string id, string title, string text, string details)
    {
        var known = JsonSerializer.Deserialize<Details>(details, Options)!;
        return new Document
        {
            Id = id,
            Title = title,
            Text = text,
            Sections = known.Sections,
            Places = known.Places,
            Author = known.Author,
            Created = known.Created,
            Modified = known.Modified,
            Language = known.Language,
        };
    }

    private sealed record Details(
        IReadOnlyList<Section> Sections, IReadOnlyList<DocumentPlace> Places, string? Author, DateTimeOffset? Created, DateTimeOffset? Modified, string? Language);
}
