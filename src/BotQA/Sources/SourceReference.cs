using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotQA.Knowledge.Documents;

namespace BotQA.Sources;

/// <summary>What a link grants: one document, and the quote in the text it had when the link was made.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Span">The quote in the document's canonical text.</param>
/// <param name="Fingerprint">The <see cref="FingerprintOf"/> of that text.</param>
internal sealed record SourceReference(string DocumentId, TextSpan Span, string Fingerprint)
{
    // Half of SHA-256: long enough that no other text has it, short enough for a link.
    private const int FingerprintBytes = 16;

    /// <summary>A short hash that changes with the text.</summary>
    public static string FingerprintOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)).AsSpan(0, FingerprintBytes));

    /// <summary>Whether the quote can be shown in <paramref name="document"/>.</summary>
    public bool Fits(Document document) => Span.IsWithin(document.Text) && FingerprintOf(document.Text) == Fingerprint;

    /// <summary>The reference as one line.</summary>
    public string Format() => string.Create(CultureInfo.InvariantCulture, $"{Span.Start} {Span.End} {Fingerprint} {DocumentId}");

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SourceReference? reference)
    {
        reference = text.Split(' ', 4) is [var start, var end, var fingerprint, var id]
            && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                ? new SourceReference(id, new TextSpan(first, last), fingerprint)
                : null;
        return reference is not null;
    }
}
