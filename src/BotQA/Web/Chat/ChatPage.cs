using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using BotQA.Uploads;
using Microsoft.Extensions.Options;

namespace BotQA.Web.Chat;

/// <summary>The chat page and its files.</summary>
internal sealed class ChatPage
{
    private const int NonceBytes = 16;

    // Web Chat also adds a style element without a nonce: an empty one, whose rules it sets by script.
    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    private readonly string _html;

    /// <summary>Reads the page that the build has put beside the program.</summary>
    /// <exception cref="InvalidOperationException">A file is missing.</exception>
    public ChatPage(IOptions<ChatPageOptions> options, IOptions<UploadOptions> uploads)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "chat");
        Script = ChatPageAsset.Read(folder, "chat.js", "text/javascript; charset=utf-8");
        Style = ChatPageAsset.Read(folder, "chat.css", "text/css; charset=utf-8");
        Licenses = ChatPageAsset.Read(folder, "chat.js.LEGAL.txt", "text/plain; charset=utf-8");
        _html = File.ReadAllText(Path.Combine(folder, "index.html"))
            .Replace("{{name}}", HtmlEncoder.Default.Encode(options.Value.Name), StringComparison.Ordinal)
            .Replace("{{description}}", HtmlEncoder.Default.Encode(options.Value.Description), StringComparison.Ordinal)
            .Replace("{{files}}", uploads.Value.Enabled ? "data-files" : "", StringComparison.Ordinal)
            .Replace("chat.js?v={{version}}", $"chat.js?v={Script.Version}", StringComparison.Ordinal)
            .Replace("chat.css?v={{version}}", $"chat.css?v={Style.Version}", StringComparison.Ordinal);
    }

    /// <summary>The page's script.</summary>
    public ChatPageAsset Script { get; }

    /// <summary>The page's style sheet.</summary>
    public ChatPageAsset Style { get; }

    /// <summary>The licences of what the script is made of.</summary>
    public ChatPageAsset Licenses { get; }

    /// <summary>Sends the page. Nothing in it comes from elsewhere, and nothing but its own script runs in it.</summary>
    public IResult Send(HttpContext context)
    {
        // Web Chat writes style elements; the nonce tells them from others'.
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}' {EmptyStyle}; connect-src 'self' blob:; img-src 'self' data: blob:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return TypedResults.Content(_html.Replace("{{nonce}}", nonce, StringComparison.Ordinal), "text/html; charset=utf-8");
    }
}
