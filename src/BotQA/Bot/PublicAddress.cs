using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>The address by which readers reach this server.</summary>
internal sealed class PublicAddress(IOptions<BotOptions> options, IServer? server = null)
{
    /// <summary>
    /// <see cref="BotOptions.PublicUrl"/>; without it the address on this computer that the server listens on, or null when it listens
    /// only beyond it, where its own name is not known.
    /// </summary>
    public Uri? Get() => options.Value.PublicUrl
        ?? server?.Features.Get<IServerAddressesFeature>()?.Addresses.Select(Loopback).FirstOrDefault(address => address is not null);

    private static Uri? Loopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && (url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)))
            ? url
            : null;
}
