using System.Text.Json;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Documents.Code;

/// <summary>
/// Reads what is text for programs: JSON, YAML, XML and source code. The canonical text is the file's, line by line, with <c>\n</c> for
/// every line end and no blanks at the ends of lines. JSON that is all on one line is broken into a line a member; XML is not interpreted.
/// </summary>
public sealed class CodeDocumentReader : DocumentReader
{
    private const int LongLine = 500;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DocumentOptions _options;

    /// <summary>Reads within limits.</summary>
    public CodeDocumentReader(IOptions<DocumentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } =
    [
        ".json", ".jsonl", ".yaml", ".yml", ".toml", ".ini", ".xml",
        ".c", ".cpp", ".cs", ".css", ".fs", ".go", ".h", ".hpp", ".java", ".js", ".jsx", ".kt", ".lua", ".php", ".pl", ".ps1", ".py", ".r", ".rb", ".rs",
        ".scala", ".sh", ".sql", ".swift", ".ts", ".tsx", ".vb",
    ];

    /// <inheritdoc/>
    public override async Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var code = CanonicalText.NormalizeLineEnds(await TextFile.ReadAsync(source, cancellationToken));
        if (Path.GetExtension(source.FileName).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            code = OnLines(code);
        }

        var text = new DocumentTextBuilder(_options.MaxTextCharacters);
        text.Paragraph(code);
        return text.Build(source, source.FileName, "The file is empty. Put text into it, or remove it.");
    }

    private static string OnLines(string json)
    {
        var hasLongLine = false;
        foreach (var line in json.AsSpan().EnumerateLines())
        {
            hasLongLine |= line.Length > LongLine;
        }

        if (!hasLongLine)
        {
            return json;
        }

        try
        {
            using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return JsonSerializer.Serialize(parsed.RootElement, Indented).ReplaceLineEndings("\n");
        }
        catch (JsonException)
        {
            // Text it is all the same.
            return json;
        }
    }
}
