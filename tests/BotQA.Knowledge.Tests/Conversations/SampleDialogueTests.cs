using BotQA.Knowledge.Tests.Support;

namespace BotQA.Knowledge.Tests.Conversations;

/// <summary>Dialogues about the documents that ship with BotQA.</summary>
public sealed class SampleDialogueTests(SampleKnowledge sample) : DialogueTests, IClassFixture<SampleKnowledge>
{
    private static readonly IReadOnlyList<Dialogue> Dialogues = Dialogue.Read("sample-dialogues.txt");

    public static TheoryData<string> Names => [.. Dialogues.Select(dialogue => dialogue.Name)];

    private protected override IndexedKnowledge Knowledge => sample.Value;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Ask_DialogueAboutTheSample_IsUnderstood(string name) => PlayAsync(Dialogues.Single(dialogue => dialogue.Name == name));
}
