namespace BotQA.Postgres.Storage;

/// <summary>Texts as PostgreSQL can hold them.</summary>
internal static class DatabaseText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The text with U+FFFD for each NUL and each half of a surrogate pair, which UTF-8 in PostgreSQL has no place for. It stays as long as
    /// it was, so offsets hold.
    /// </summary>
    public static string Of(string text) => !text.Contains('\0', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
        ? text
        : string.Create(text.Length, text, (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                if (i + 1 < source.Length && char.IsSurrogatePair(source[i], source[i + 1]))
                {
                    target[i] = source[i];
                    target[++i] = source[i];
                }
                else
                {
                    target[i] = source[i] == '\0' || char.IsSurrogate(source[i]) ? Replacement : source[i];
                }
            }
        });
}
