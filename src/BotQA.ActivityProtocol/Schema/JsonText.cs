using System.Buffers;
using System.Text.Json;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>Looks at the strings of a JSON text without reading it into objects.</summary>
internal static class JsonText
{
    /// <summary>Whether every string and property name is valid Unicode.</summary>
    /// <exception cref="JsonException">The text isn't JSON, or deeper than <paramref name="maxDepth"/>.</exception>
    public static bool IsWellFormed(ReadOnlySpan<byte> utf8Json, int maxDepth)
    {
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = maxDepth });
        var buffer = ArrayPool<char>.Shared.Rent(utf8Json.Length + 1);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsWellFormed(ref reader, buffer))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            // What users typed doesn't stay in a shared buffer.
            ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static bool IsWellFormed(ref Utf8JsonReader reader, char[] buffer)
    {
        if (!reader.ValueIsEscaped && System.Text.Ascii.IsValid(reader.ValueSpan))
        {
            return true;
        }

        try
        {
            reader.CopyString(buffer);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
