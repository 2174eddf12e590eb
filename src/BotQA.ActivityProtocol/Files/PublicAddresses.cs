using System.Net;
using System.Net.Sockets;

namespace BotQA.ActivityProtocol.Files;

/// <summary>Tells addresses on the internet from those of this computer, of private networks, and of special use (RFC 6890).</summary>
internal static class PublicAddresses
{
    // ::ffff: and ::/96 aside, these IPv6 networks carry IPv4 addresses within: NAT64, its local form, 6to4 and Teredo.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether an address is one on the internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var mapped = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return mapped.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !Array.Exists(Special, network => network.Contains(mapped));
    }

    /// <summary>Connects to a host at one of its public addresses, looked up here, so that what was checked is what is connected to.</summary>
    /// <exception cref="HttpRequestException">It has none.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, IsPublic))
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{host.Host} isn't on the internet alone.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
