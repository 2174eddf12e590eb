using System.Net;
using Microsoft.AspNetCore.Http;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Tells requests of this computer from those that only look so.</summary>
internal static class LocalRequests
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-Host"];

    /// <summary>Why a request may have come from elsewhere, or null.</summary>
    public static string? Refusal(HttpContext context)
    {
        // A connection without an address is one inside the process, as in tests; the host doesn't start with pipes or Unix sockets in local mode.
        if (context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
        {
            return "the request comes from another computer";
        }

        // A tunnel or a proxy on this computer forwards what others send, and says so.
        if (ForwardingHeaders.Any(context.Request.Headers.ContainsKey))
        {
            return "the request was forwarded";
        }

        // A page on the web can have its own name resolved to this computer.
        return IsLoopback(context.Request.Host.Host) ? null : "the request names another host";
    }

    /// <summary>Whether a host name stands for this computer alone.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
