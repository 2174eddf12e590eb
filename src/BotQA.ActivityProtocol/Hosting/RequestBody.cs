using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>Reads a body whole.</summary>
    /// <returns>The body, or null when it is longer than the limit.</returns>
    /// <exception cref="BadHttpRequestException">The body is malformed HTTP or ends too soon.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, int limit, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > limit)
        {
            return null;
        }

        // The server's own limit may be lower or higher; this one is the endpoint's.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit;
        }

        try
        {
            return await ReadAsync(context.Request.Body, limit, context.Request.ContentLength, cancellationToken);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    /// <summary>Reads a stream whole.</summary>
    /// <returns>What it holds, or null when that is longer than the limit.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, int limit, long? expectedLength, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(limit + 1L, expectedLength + 1 ?? 4_096)];
        var length = 0;
        while (await body.ReadAsync(buffer.AsMemory(length), cancellationToken) is var read and > 0)
        {
            length += read;
            if (length > limit)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(limit + 1, buffer.Length * 2));
            }
        }

        return buffer.AsMemory(0, length);
    }
}
