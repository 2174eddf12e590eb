using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace BotQA.Web.Chat;

/// <summary>A file of the chat page with the compressed forms that the build made of it.</summary>
internal sealed class ChatPageAsset
{
    private const double NotAccepted = 0;

    private readonly string _contentType;
    private readonly byte[] _plain;
    private readonly (string Coding, byte[] Content)[] _compressed;

    private ChatPageAsset(string contentType, byte[] plain, (string Coding, byte[] Content)[] compressed)
    {
        _contentType = contentType;
        _plain = plain;
        _compressed = compressed;
        Version = Convert.ToHexStringLower(SHA256.HashData(plain))[..16];
    }

    /// <summary>Changes with the content.</summary>
    public string Version { get; }

    /// <summary>Reads a file that lies beside the program.</summary>
    /// <exception cref="InvalidOperationException">The file isn't there.</exception>
    public static ChatPageAsset Read(string folder, string name, string contentType)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path)
            ? new ChatPageAsset(contentType, File.ReadAllBytes(path), [.. Compressed(path, "br", ".br"), .. Compressed(path, "gzip", ".gz")])
            : throw new InvalidOperationException($"The chat page lacks '{path}'. Build the program again: the build bundles the page.");
    }

    /// <summary>Sends the file in the best form that the client takes.</summary>
    public IResult Send(HttpContext context)
    {
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;

        // The page names the version in the address.
        var isVersioned = context.Request.Query["v"] == Version;
        context.Response.Headers.CacheControl = isVersioned ? "public, max-age=31536000, immutable" : "no-cache";

        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        var (coding, content) = Array.Find(_compressed, form => accepted.Any(value => value.Value == form.Coding && value.Quality != NotAccepted));
        if (content is not null)
        {
            context.Response.Headers.ContentEncoding = coding;
        }

        return TypedResults.Bytes(content ?? _plain, _contentType, entityTag: new EntityTagHeaderValue($"\"{Version}{coding}\""));
    }

    private static IEnumerable<(string Coding, byte[] Content)> Compressed(string path, string coding, string extension) =>
        File.Exists(path + extension) ? [(coding, File.ReadAllBytes(path + extension))] : [];
}
