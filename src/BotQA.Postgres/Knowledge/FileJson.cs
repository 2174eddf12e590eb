using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotQA.Knowledge.Ingestion;
using BotQA.Knowledge.Ingestion.Folders;

namespace BotQA.Postgres.Knowledge;

/// <summary>What is known of a file, as JSON.</summary>
internal static class FileJson
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(IndexedFile file) => JsonSerializer.Serialize(
        new Entry(
            file.Stamp.Size,
            file.Stamp.Modified,
            file.IsStampTrusted,
            file.Indexed,
            file.Hash is { } hash ? Hex(hash) : null,
            Hex(file.Reading),
            [.. file.Documents.Select(document => new DocumentEntry(
                document.Id, document.Title, document.Characters, document.Failure, [.. document.ChunkHashes.Select(Hex)]))]),
        Options).Replace("\\u0000", "\\uFFFD", StringComparison.Ordinal);

    public static IndexedFile Read(string id, string json)
    {
        var entry = JsonSerializer.Deserialize<Entry>(json, Options)!;
        return new IndexedFile
        {
            Id = id,
            Stamp = new FileStamp(entry.Size, DateTime.SpecifyKind(entry.Written, DateTimeKind.Utc)),
            IsStampTrusted = entry.IsTrusted,
            Indexed = entry.Indexed,
            Hash = entry.Hash is null ? null : Hash(entry.Hash),
            Reading = Hash(entry.Reading),
            Documents = [.. entry.Documents.Select(document => new IndexedDocument
            {
                Id = document.Id,
                Title = document.Title,
                Characters = document.Characters,
                Failure = document.Failure,
                ChunkHashes = [.. document.Chunks.Select(Hash)],
            })],
        };
    }

    private static string Hex(ContentHash hash) => hash.Value.ToString("x32", CultureInfo.InvariantCulture);

    private static ContentHash Hash(string hex) => new(UInt128.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private sealed record Entry(
        long Size, DateTime Written, bool IsTrusted, DateTimeOffset Indexed, string? Hash, string Reading, IReadOnlyList<DocumentEntry> Documents);

    private sealed record DocumentEntry(string Id, string Title, int Characters, string? Failure, IReadOnlyList<string> Chunks);
}
