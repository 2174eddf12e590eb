using System.Text;
using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Documents.Html;

/// <summary>Decodes pages: by their byte order mark, as UTF-8 where the bytes are that, else by the encoding that the page names.</summary>
internal static partial class HtmlEncoding
{
    // As far as the HTML standard looks for the name.
    private const int NameWithin = 1024;

    /// <summary>The characters of a page.</summary>
    /// <exception cref="DocumentReadException">The bytes are no text, or in an encoding that isn't known.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return TextDecoder.Decode(bytes);
        }
        catch (DocumentReadException) when (Named(bytes) is not null)
        {
            return Named(bytes)!.GetString(bytes);
        }
    }

    private static Encoding? Named(ReadOnlySpan<byte> bytes)
    {
        var match = BinarySignature.Find(bytes) is null && !bytes.Contains((byte)0)
            ? Charset.Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, NameWithin)]))
            : Match.Empty;
        if (!match.Success)
        {
            return null;
        }

        var name = match.Groups[1].Value;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_.:-]{2,40})", RegexOptions.IgnoreCase)]
    private static partial Regex Charset { get; }
}
