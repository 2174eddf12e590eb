using System.Net;
using System.Net.Sockets;

namespace BotQA.Tests.Processes;

/// <summary>Finds ports for programs that have to be told theirs.</summary>
internal static class FreePort
{
    /// <summary>A port that nobody listens on at this moment.</summary>
    /// <param name="address">The address that the program will listen on.</param>
    public static int On(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
