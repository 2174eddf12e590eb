using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.Evaluation.Sets;

/// <summary>One file of an evaluation set, plain or gzipped, read as it streams in. Errors name the file and the line.</summary>
internal static class EvaluationFile
{
    public static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new IdConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static bool Exists(string folder, string name) => Locate(folder, name) is not null;

    /// <summary>The path of a file of the set, or of its gzipped form.</summary>
    /// <exception cref="EvaluationSetException">The folder has neither.</exception>
    public static string Find(string folder, string name) =>
        Locate(folder, name) ?? throw new EvaluationSetException($"{folder} lacks {name} (or {name}.gz).");

    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>The lines that hold anything, with their numbers from 1.</summary>
    public static async IAsyncEnumerable<(int Number, string Text)> ReadLinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Open(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        for (var number = 1; ; number++)
        {
            string? line;
            try
            {
                line = await reader.ReadLineAsync(cancellationToken);
            }
            catch (Exception e) when (e is InvalidDataException or DecoderFallbackException)
            {
                var reason = e is DecoderFallbackException ? "the text is not UTF-8" : "the gzip data is damaged";
                throw new EvaluationSetException($"{path}, at or after line {number}: {reason}.", e);
            }

            if (line is null)
            {
                yield break;
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (number, line);
            }
        }
    }

    /// <summary>The entries of a JSON Lines file, with the numbers of their lines from 1.</summary>
    public static async IAsyncEnumerable<(int Line, T Entry)> ReadJsonLinesAsync<T>(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        await foreach (var (number, text) in ReadLinesAsync(path, cancellationToken))
        {
            T? entry;
            try
            {
                entry = JsonSerializer.Deserialize<T>(text, Json);
            }
            catch (JsonException e)
            {
                throw Damaged(path, number, ReasonOf(e), e);
            }

            yield return (number, entry ?? throw Damaged(path, number, "null instead of an object"));
        }
    }

    public static EvaluationSetException Damaged(string path, long line, string reason, Exception? cause = null) =>
        new($"{path}, line {line}: {reason.TrimEnd('.')}.", cause);

    /// <summary>What is wrong, without the place inside the line that the serializer appends.</summary>
    public static string ReasonOf(JsonException exception)
    {
        ReadOnlySpan<string> places = [" Path: ", " LineNumber: "];
        var message = exception.Message;
        foreach (var place in places)
        {
            var at = message.IndexOf(place, StringComparison.Ordinal);
            message = at < 0 ? message : message[..at];
        }

        return exception.Path is { Length: > 1 } path ? $"{message.TrimEnd('.')} (at {path})" : message;
    }

    private static string? Locate(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : File.Exists(path + ".gz") ? path + ".gz" : null;
    }

    /// <summary>Some sets write ids as numbers.</summary>
    private sealed class IdConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan),
            _ => throw new JsonException("A text was expected."),
        };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
