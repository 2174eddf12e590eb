using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Files;

/// <summary>
/// Gets the files that users send. A file that came with its activity is there already; one that Teams keeps is fetched: from https hosts on
/// a list, at public addresses, without redirects or a token of the bot, up to a length and a time.
/// </summary>
public sealed class FileDownloader
{
    /// <summary>The name of the HTTP client that files are fetched with.</summary>
    public const string HttpClientName = "BotQA.Files";

    private readonly IHttpClientFactory _httpClientFactory;
    private readonly FileDownloadOptions _options;
    private readonly string[] _hosts;

    internal FileDownloader(IHttpClientFactory httpClientFactory, IOptions<FileDownloadOptions> options, IOptions<BotAuthenticationOptions> authentication)
    {
        _httpClientFactory = httpClientFactory;
        _options = options.Value;
        _hosts = [.. CloudEndpoints.Of(authentication.Value.Cloud).FileHosts, .. _options.AllowedHosts];
    }

    /// <summary>Whether an attachment is a file that can be got.</summary>
    public static bool CanDownload(Attachment attachment)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        return attachment.File is not null || attachment.ContentType == AttachmentContentTypes.FileDownloadInfo;
    }

    /// <summary>Gets a file.</summary>
    /// <param name="attachment">One that <see cref="CanDownload"/>.</param>
    /// <param name="maxBytes">The most bytes it may have.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="FileDownloadException">The file can't be had.</exception>
    public async Task<ReadOnlyMemory<byte>> DownloadAsync(Attachment attachment, int maxBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        if (attachment.File is { } file)
        {
            return file.Length <= maxBytes ? file : throw TooLong(maxBytes);
        }

        var url = FileDownloadInfo.TryRead(attachment)?.DownloadUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsAllowed(address))
        {
            throw new FileDownloadException(
                FileDownloadError.NotAllowed, $"Nothing is fetched from {address?.IdnHost ?? "an address that isn't one"}. Add the host to {FileDownloadOptions.SectionName}:AllowedHosts to allow it.");
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            return await FetchAsync(address, maxBytes, timeout.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new FileDownloadException(FileDownloadError.Unavailable, $"{address.IdnHost} gave no file: {exception.Message}", exception);
        }
    }

    private async Task<ReadOnlyMemory<byte>> FetchAsync(Uri address, int maxBytes, CancellationToken cancellationToken)
    {
        using var client = _httpClientFactory.CreateClient(HttpClientName);
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new FileDownloadException(FileDownloadError.Unavailable, $"{address.IdnHost} answered {(int)response.StatusCode} instead of a file.");
        }

        var length = response.Content.Headers.ContentLength;
        if (length > maxBytes)
        {
            throw TooLong(maxBytes);
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await RequestBody.ReadAsync(body, maxBytes, length, cancellationToken) ?? throw TooLong(maxBytes);
    }

    private static FileDownloadException TooLong(int maxBytes) => new(FileDownloadError.TooLong, $"The file is longer than {maxBytes} bytes.");

    private bool IsAllowed(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.UserInfo.Length == 0 && HostList.Matches(_hosts, address.IdnHost);
}
