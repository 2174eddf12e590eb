using System.Text.Json;
using BotQA.Tests.Support;

namespace BotQA.Tests.Inbox;

/// <summary>What the processes are asked.</summary>
internal static class Question
{
    /// <summary>What every answer names.</summary>
    public const string Answer = "Ingrid Solberg";

    private const string Text = "Who built the lighthouse of Skarholm?";

    /// <summary>Writes the documents.</summary>
    public static void WriteKnowledge(TemporaryFolder folder) =>
        folder.Write("knowledge/lighthouse.md", $"# Skarholm\n\nThe lighthouse of Skarholm was built in 1874 by the engineer {Answer}.\n");

    /// <summary>Where they are.</summary>
    public static string KnowledgeOf(TemporaryFolder folder) => Path.Combine(folder.Path, "knowledge");

    /// <summary>The id of a question.</summary>
    public static string Id(string conversation, int turn) => $"{conversation}-{turn}";

    /// <summary>The activity that brings a question, from a user of its conversation alone.</summary>
    public static string Activity(LoopbackConnector connector, string conversation, int turn) => JsonSerializer.Serialize(new
    {
        type = "message",
        id = Id(conversation, turn),
        text = Text,
        channelId = "emulator",
        serviceUrl = connector.Url,
        from = new { id = $"user of {conversation}" },
        recipient = new { id = "bot" },
        conversation = new { id = conversation },
    });
}
