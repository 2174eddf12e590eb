namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Lists of hosts, where a leading dot stands for any host below.</summary>
internal static class HostList
{
    /// <summary>Whether a list names a host.</summary>
    public static bool Matches(string[] hosts, string host) => Array.Exists(
        hosts,
        allowed => allowed.StartsWith('.') ? host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase) : host.Equals(allowed, StringComparison.OrdinalIgnoreCase));
}
