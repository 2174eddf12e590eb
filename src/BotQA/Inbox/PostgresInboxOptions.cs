using System.ComponentModel.DataAnnotations;
using BotQA.ActivityProtocol.Inbox;

namespace BotQA.Inbox;

/// <summary>How hosts share the accepted messages; bound from <c>Bot:Inbox</c>, beside <see cref="InboxOptions"/>.</summary>
internal sealed class PostgresInboxOptions
{
    /// <summary>
    /// How long a message stays with a host that gives no sign of life, 1 second to 10 minutes; another host answers it then. Default 15
    /// seconds. A host renews its leases three times as often.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);
}
