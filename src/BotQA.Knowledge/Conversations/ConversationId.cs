using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BotQA.Knowledge.Conversations;

/// <summary>Whose turns are remembered together: those of one user in one conversation.</summary>
/// <param name="Channel">The channel, such as <c>msteams</c>.</param>
/// <param name="Conversation">The channel's id of the conversation.</param>
/// <param name="User">The channel's id of the user: in a group each has a thread of their own.</param>
public readonly record struct ConversationId(string Channel, string Conversation, string User)
{
    /// <summary>A key for stores: a hash, so that it has a fixed length and tells nobody who talks.</summary>
    internal string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize<string[]>([Channel, Conversation, User]))));
}
